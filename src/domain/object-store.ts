import { AppError } from './errors';

export interface ListedObject {
  name: string;
  bytes: number;
}

/**
 * A storage of the user's own, or a folder, as a library's backup needs it: many objects under names of `A-Z a-z 0-9 . - _ /`.
 * Nothing in it is conditional: of every object there is one writer.
 */
export interface ObjectStore {
  /** Writes an object whole; repeating is harmless. @throws AppError: what is wrong there; AbortError */
  put(name: string, bytes: Blob, signal?: AbortSignal): Promise<void>;
  /**
   * @param range bytes from..to (to exclusive) of it; what lies behind its end is left out
   * @returns null where it is not there
   * @throws AppError: what is wrong there; AbortError
   */
  get(name: string, range?: ByteRange, signal?: AbortSignal): Promise<Blob | null>;
  /** All objects whose name begins so (a prefix ending in "/", or "" for all), sorted by name. @throws AppError */
  list(prefix: string): Promise<ListedObject[]>;
  /** One that is not there is away already. @throws AppError */
  remove(name: string): Promise<void>;
  /**
   * How far the storage's clock is ahead of this device's, in ms, right to about a second: as the last answer's Date said. Null where
   * it does not say (CORS must expose Date).
   */
  clockAhead(): number | null;
}

export interface ByteRange {
  from: number;
  to: number;
}

/** No part begins with a dot: so do "." and "..", and what servers and other programs lay beside it. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/**
 * A store that lets only names of objects in and out: a name out of a damaged object leads nowhere else, and what else lies in the
 * same folder is no object. Lists are sorted.
 */
export function namedObjects(store: ObjectStore): ObjectStore {
  const named = (name: string) => {
    if (!NAME.test(name)) throw new AppError('unknown', { detail: `no name of an object: ${name}` });
    return name;
  };
  return {
    put: async (name, bytes, signal) => store.put(named(name), bytes, signal),
    get: async (name, range, signal) => store.get(named(name), range, signal),
    async list(prefix) {
      if (prefix !== '') named(prefix.replace(/\/$/, ''));
      const found = (await store.list(prefix)).filter(({ name }) => NAME.test(name));
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    remove: async (name) => store.remove(named(name)),
    clockAhead: store.clockAhead,
  };
}
