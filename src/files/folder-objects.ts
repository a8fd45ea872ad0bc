import { type ListedObject, namedObjects, type ObjectStore } from '../domain/object-store';
import type { Folder } from './folder';

/** Files that are looked at at once. */
const AT_ONCE = 64;
/** Chromium writes beside a file what takes its place when it is whole; a browser that died leaves it. */
const UNFINISHED = /\.crswap$/;

/**
 * A folder as a store of objects: names become folders, which stay. A file without bytes is no object: one that was begun by a browser
 * that died looks so.
 * @param under a folder in it, which is made where it is not there; "" for itself
 */
export function folderObjects(folder: Omit<Folder, 'objects'>, under: string): ObjectStore {
  const above = under === '' ? '' : `${under}/`;

  async function read(name: string): Promise<File | null> {
    const file = await folder.read(above + name);
    return file && file.size > 0 ? file : null;
  }

  return namedObjects({
    async put(name, bytes, signal) {
      signal?.throwIfAborted();
      const file = await folder.create(above + name);
      try {
        await file.write(bytes);
        signal?.throwIfAborted();
        await file.close();
      } catch (error) {
        await file.abort();
        throw error;
      }
    },
    async get(name, range, signal) {
      signal?.throwIfAborted();
      const file = await read(name);
      return file && range ? file.slice(range.from, range.to) : file;
    },
    async list(prefix) {
      const paths = [...(await folder.paths((above + prefix).replace(/\/$/, '')))];
      const found: ListedObject[] = [];
      for (let at = 0; at < paths.length; at += AT_ONCE) {
        const names = paths.slice(at, at + AT_ONCE).map((path) => path.slice(above.length));
        const files = await Promise.all(names.map(async (name) => ({ name, file: await read(name) })));
        for (const { name, file } of files) if (file && !UNFINISHED.test(name)) found.push({ name, bytes: file.size });
      }
      return found;
    },
    remove: (name) => folder.remove(above + name),
    clockAhead: () => null,
  });
}
