/**
 * Work on equal keys one after another, work on different ones at once: two equal files of one batch must not both
 * find the library without them.
 */
export function createTurns<Key>(): (key: Key, work: () => Promise<void>) => Promise<void> {
  const last = new Map<Key, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).catch(() => {}).then(work);
    last.set(key, mine);
    try {
      await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
