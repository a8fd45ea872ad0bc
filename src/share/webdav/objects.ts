import { codeOf } from '../../domain/errors';
import { type ListedObject, namedObjects, type ObjectStore } from '../../domain/object-store';
import { again } from '../again';
import { heardClock } from '../clock';
import { bodyOf, NOT_SATISFIABLE, rangeHeader } from '../range';
import { urlBelow } from './address';
import { send, withoutType } from './client';
import { PROPFIND_BODY, readMultistatus } from './multistatus';
import type { WebDavSettings } from './settings';

const NOT_THERE = 404;
/** RFC 4918, §9.3.1: there is something of this name already. */
const THERE_ALREADY = 405;
/** Folders that are read at once: browsers keep six connections to a server of HTTP/1.1. */
const AT_ONCE = 4;

/**
 * A WebDAV folder as a store of objects: names become folders, which are made as they are needed and stay.
 * @param folder below the one of the settings; "" for that itself
 */
export function webdavObjects(settings: WebDavSettings, folder: string): ObjectStore {
  const { heard, ahead } = heardClock();
  const above = folder === '' ? '' : `${folder}/`;
  const urlOf = (path: string) => urlBelow(settings.folder, path);
  const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const made = new Map<string, Promise<unknown>>();

  /** Makes a folder, and those above it, where that was not done before. */
  function make(path: string): Promise<unknown> {
    if (path === '') return Promise.resolve();
    const known = made.get(path);
    if (known) return known;
    const making = make(folderOf(path)).then(() =>
      again(() => send(settings, `${urlOf(path)}/`, { method: 'MKCOL', fine: [THERE_ALREADY], heard })),
    );
    made.set(path, making);
    making.catch(() => made.delete(path));
    return making;
  }

  async function put(path: string, bytes: Blob, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await make(folderOf(path));
    await again(() => send(settings, urlOf(path), { method: 'PUT', body: withoutType(bytes), signal, heard }), signal);
  }

  async function entriesOf(path: string) {
    const url = path === '' ? `${settings.folder}/` : `${urlOf(path)}/`;
    const body = new Blob([PROPFIND_BODY]);
    // Only what is made here may be missing: the folder of the settings is there.
    const fine = path === '' ? [] : [NOT_THERE];
    const asked = {
      method: 'PROPFIND',
      body,
      headers: { Depth: '1' },
      fine,
      cache: 'no-store',
      heard,
    } as const;
    const answer = await send(settings, url, asked);
    const text = await (await bodyOf(answer)).text();
    return answer.status === NOT_THERE ? [] : readMultistatus(text, url);
  }

  return namedObjects({
    async put(name, bytes, signal) {
      try {
        await put(above + name, bytes, signal);
      } catch (error) {
        if (codeOf(error) !== 'carrier-name') throw error;
        // Somebody took away a folder that was made here: RFC 4918, §9.7.1, has 409 for that.
        made.clear();
        await put(above + name, bytes, signal);
      }
    },
    get: (name, range, signal) =>
      again(async () => {
        const headers = rangeHeader(range);
        const fine = [NOT_THERE, NOT_SATISFIABLE];
        // What is overwritten is never taken from the browser's own cache.
        const asked = { headers, fine, signal, cache: 'no-store', heard } as const;
        const answer = await send(settings, urlOf(above + name), asked);
        const body = await bodyOf(answer, range, signal);
        return answer.status === NOT_THERE ? null : body;
      }, signal),
    async list(prefix) {
      const found: ListedObject[] = [];
      let waiting = [(above + prefix).replace(/\/$/, '')];
      while (waiting.length > 0) {
        const [now, later] = [waiting.slice(0, AT_ONCE), waiting.slice(AT_ONCE)];
        const read = await Promise.all(
          now.map(async (path) =>
            (await again(() => entriesOf(path))).map((entry) => ({
              ...entry,
              path: path === '' ? entry.name : `${path}/${entry.name}`,
            })),
          ),
        );
        const all = read.flat();
        for (const { isFolder, path, bytes } of all)
          if (!isFolder) found.push({ name: path.slice(above.length), bytes });
        waiting = [...later, ...all.filter(({ isFolder }) => isFolder).map(({ path }) => path)];
      }
      return found;
    },
    async remove(name) {
      const asked = { method: 'DELETE', fine: [NOT_THERE], heard };
      await again(() => send(settings, urlOf(above + name), asked));
    },
    clockAhead: ahead,
  });
}
