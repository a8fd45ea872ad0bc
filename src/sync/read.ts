import { codeOf } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import type { Box } from './box';
import { lastSeq, readHead, readLog } from './log';
import { createMerged, type Merged } from './merged';
import { HEADS, lastOf, logName } from './names';
import type { Part } from './schemas';
import { readPart, readState, stateNames } from './state';

/** All that lies in a storage but the bytes of originals. */
export interface StoredRows {
  merged: Merged;
  /** When it was as it is. */
  at: number;
  /** The program that wrote there last; "" where that is not known. */
  client: string;
  /** Objects that are missing, or not what was written. What else there is was read. */
  damaged: string[];
}

/** Damage is named and passed by; what says that nothing can be read at all is thrown. */
const isFatal = (error: unknown) => ['backup-damaged', 'backup-missing'].every((code) => code !== codeOf(error));

/**
 * Reads the newest state, and the log of every device since then.
 * @param onProgress of the parts and objects of the log that there are
 * @throws AppError "storage-key", "backup-newer"; what the storage refuses
 */
export async function readStored(
  store: ObjectStore,
  box: Box,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<StoredRows> {
  const merged = createMerged();
  const damaged: string[] = [];
  const passBy = (name: string) => (error: unknown) => {
    if (isFatal(error)) throw error;
    damaged.push(name);
  };

  const { head, parts } = await newestState(store, box, damaged);
  for (const [id, stamp] of head?.gone ?? []) merged.gone(id, stamp);
  let done = 0;
  let at = head?.at ?? 0;
  let client = '';
  for (const part of parts) {
    const rows = await readPart(store, box, part).catch(passBy(`state/part/${part.name}`));
    for (const row of rows ?? []) merged.state(row);
    onProgress(++done, parts.length);
  }

  for (const { name } of await store.list(HEADS)) {
    const device = lastOf(name);
    const said = await readHead(store, box, device).catch(passBy(name));
    // The log may be ahead of a head that was not written any more.
    const seq = Math.max(said?.seq ?? 0, await lastSeq(store, device));
    if (said && said.at >= at) client = said.client;
    at = Math.max(at, said?.at ?? 0);
    let prev: string | undefined;
    for (let n = (head?.covers[device] ?? 0) + 1; n <= seq; n++) {
      const object = await readLog(store, box, device, n).catch(passBy(logName(device, n)));
      if (object === null) damaged.push(logName(device, n));
      if (!object) {
        prev = undefined;
        continue;
      }
      if (prev !== undefined && object.head.prev !== prev) damaged.push(logName(device, n));
      prev = object.digest;
      for (const step of object.steps) merged.step(step);
    }
  }
  return { merged, at, client, damaged };
}

/** The newest state that can be read; those that cannot are named. */
async function newestState(store: ObjectStore, box: Box, damaged: string[]) {
  for (const name of await stateNames(store)) {
    try {
      return await readState(store, box, name);
    } catch (error) {
      if (isFatal(error)) throw error;
      damaged.push(name);
    }
  }
  return { head: undefined, parts: [] as Part[] };
}
