import { HANDED_OVER_CACHE, type Handover, readHandover, SHARE_TARGET } from '../domain/handed-over';

/** What other apps handed over waits in a cache, under an id for each time: what it is, and each file. */
const pathOf = (id: string, part: number | 'about') => `${SHARE_TARGET}/${id}/${part}`;
const PATH = new RegExp(`/${SHARE_TARGET}/(?:([0-9a-f-]{36})/(?:about|\\d+)|.*)$`);

const exists = async () => 'caches' in globalThis && (await caches.has(HANDED_OVER_CACHE));
const inScope = (scope: string, path: string) => new URL(path, scope).href;

/**
 * Puts something where it waits.
 * @param scope the address under which the program lies
 * @returns its id
 */
export async function keepWaiting(scope: string, about: Handover, files: readonly File[]): Promise<string> {
  const id = crypto.randomUUID();
  const cache = await caches.open(HANDED_OVER_CACHE);
  try {
    for (const [i, file] of files.entries()) await cache.put(inScope(scope, pathOf(id, i)), new Response(file));
    await cache.put(inScope(scope, pathOf(id, 'about')), Response.json(about));
  } catch (error) {
    await dropWaiting(id);
    throw error;
  }
  return id;
}

/** @returns undefined where nothing waits under this id, or it waited too long */
export async function lookAtWaiting(scope: string, id: string): Promise<Handover | undefined> {
  if (!(await exists())) return undefined;
  const response = await (await caches.open(HANDED_OVER_CACHE)).match(inScope(scope, pathOf(id, 'about')));
  return readHandover(await response?.json().catch(() => undefined), Date.now());
}

/** Gives the files that wait, which then wait no more. */
export async function takeWaiting(scope: string, id: string): Promise<File[]> {
  const about = await lookAtWaiting(scope, id);
  const files: File[] = [];
  if (about) {
    const cache = await caches.open(HANDED_OVER_CACHE);
    for (const [i, { name, type }] of about.files.entries()) {
      const response = await cache.match(inScope(scope, pathOf(id, i)));
      if (response) files.push(new File([await response.blob()], name, { type }));
    }
  }
  await dropWaiting(id);
  return files;
}

/** Deletes what waits under an id. */
export const dropWaiting = (id: string): Promise<void> => dropWhere((each) => each === id);

/** Deletes what nobody answered in time, and what is nothing of ours. */
export async function sweepWaiting(scope: string): Promise<void> {
  const fresh = new Map<string, boolean>();
  if (!(await exists())) return;
  for (const { url } of await (await caches.open(HANDED_OVER_CACHE)).keys()) {
    const id = PATH.exec(url)?.[1];
    if (id && !fresh.has(id)) fresh.set(id, (await lookAtWaiting(scope, id)) !== undefined);
  }
  await dropWhere((id) => !id || !fresh.get(id));
}

async function dropWhere(test: (id: string | undefined) => boolean): Promise<void> {
  if (!(await exists())) return;
  const cache = await caches.open(HANDED_OVER_CACHE);
  const keys = await cache.keys();
  const gone = keys.filter(({ url }) => test(PATH.exec(url)?.[1]));
  if (gone.length === keys.length) await caches.delete(HANDED_OVER_CACHE);
  else for (const request of gone) await cache.delete(request);
}
