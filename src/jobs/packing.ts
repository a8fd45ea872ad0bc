import type { Bridge } from './bridge';
import { deadlineFor } from './deadline';

/** What each worker can that packs files as a stream. */
interface PackingApi {
  add(name: string, file: Blob, modifiedAt: number): Promise<void>;
  finish(): Promise<Blob | null>;
  abort(): Promise<void>;
}

/** What is done with such a worker when it is open. */
export interface Packer {
  /** Settles when the file is packed: nobody runs ahead of the disk. */
  add(name: string, file: Blob, modifiedAt: number): Promise<void>;
  /** @returns what was packed, or null where it went to a file that the person chose */
  finish(): Promise<Blob | null>;
}

const ABORT_DEADLINE_MS = 10_000;

/**
 * Has a worker pack files, and ends it. Where that fails or is cancelled, what it has written is taken away.
 * @throws what the work throws; the reason of the signal where it was cancelled
 */
export async function packWith<T>(
  bridge: Bridge<PackingApi>,
  signal: AbortSignal,
  work: (packer: Packer) => Promise<T>,
): Promise<T> {
  let bytes = 0;
  const abort = () => bridge.call((api) => api.abort(), { deadlineMs: ABORT_DEADLINE_MS }).catch(() => {});
  // Closing the file under it stops the one that is being packed, however large.
  const stop = () => void abort();
  signal.addEventListener('abort', stop);
  try {
    return await work({
      add(name, file, modifiedAt) {
        bytes += file.size;
        return bridge.call((api) => api.add(name, file, modifiedAt), { deadlineMs: deadlineFor(file.size) });
      },
      // Where the person chose the place, the browser copies the whole there now.
      finish: () => bridge.call((api) => api.finish(), { deadlineMs: deadlineFor(bytes) }),
    });
  } catch (error) {
    await abort();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
    bridge.end();
  }
}

/** The old limits of zip are 65,535 entries and 4 GiB in all (APPNOTE 6.3.10, §4.4.1.4); stay clear of both. */
const MOST_PLAIN_ENTRIES = 65_000;
export const MOST_PLAIN_BYTES = 4_000_000_000;

/** Whether a zip of so many files and bytes may pass the old limits. */
export const needsZip64 = (entries: number, bytes: number): boolean =>
  entries > MOST_PLAIN_ENTRIES || bytes > MOST_PLAIN_BYTES;
