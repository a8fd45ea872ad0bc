import type { InPack } from '../domain/cells';
import { AppError } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import type { Stamp } from '../domain/stamp';
import type { Box } from './box';
import { packName } from './names';

/** Small things lie together, one after another, each sealed by itself: so many bytes are one pack at most. */
export const PACK_BYTES = 8 * 1024 * 1024;

/** A pack that is being filled. */
interface Pack {
  readonly bytes: number;
  add(bytes: Uint8Array): Promise<InPack>;
  put(store: ObjectStore, signal?: AbortSignal): Promise<void>;
}

/** @param stamp a fresh one: the pack's name */
export function newPack(box: Box, stamp: Stamp): Pack {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  return {
    get bytes() {
      return size;
    },
    async add(bytes) {
      const sealed = await box.sealBytes(bytes);
      const place = [stamp, size, sealed.length] as const;
      parts.push(sealed);
      size += sealed.length;
      return place;
    },
    put: (store, signal) => store.put(packName(stamp), new Blob(parts), signal),
  };
}

/** So many packs are kept while things are taken out of them. */
const KEPT = 2;

/** Takes things out of packs: each pack is fetched once while others beside it are asked for. */
export function packReader(store: ObjectStore, box: Box): (place: InPack) => Promise<Uint8Array<ArrayBuffer>> {
  const kept = new Map<string, Promise<Blob | null>>();
  return async ([name, from, bytes]) => {
    const fetching = kept.get(name) ?? store.get(packName(name));
    // The one that was asked for last is the last to go.
    kept.delete(name);
    kept.set(name, fetching);
    for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
    const pack = await fetching;
    if (!pack || from + bytes > pack.size) throw new AppError('backup-damaged', { detail: packName(name) });
    return box.openBytes(new Uint8Array(await pack.slice(from, from + bytes).arrayBuffer()));
  };
}
