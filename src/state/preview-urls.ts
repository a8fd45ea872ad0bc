import type { BlobHash } from '../domain/ids';
import type { PreviewSize } from '../domain/preview';
import { getPreviews, lostPreviews } from '../library/previews';
import { library } from './library';

/**
 * Object URLs of previews, made when a tile comes near the screen and revoked when it is gone: this module owns both.
 * Requests of one frame are read in one transaction.
 *
 * [Note: Let go late] An element that left the page goes on fetching its picture, and a fetch that meets a revoked
 * address is an error in the console. So an address lives a little longer than what showed it; it holds a handle, not bytes.
 */
const LET_GO_AFTER_MS = 10_000;

type Waiter = (url: string | null) => void;

const queues = new Map<PreviewSize, Map<BlobHash, Waiter[]>>();

/**
 * @param onUrl called with the address, or null where there is no preview; not called after the returned function was
 * @returns a function that lets the preview go
 */
export function usePreviewUrl(hash: BlobHash, size: PreviewSize, onUrl: Waiter): () => void {
  let ended = false;
  let made: string | null = null;
  request(hash, size, (url) => {
    if (ended) {
      if (url) URL.revokeObjectURL(url);
      return;
    }
    made = url;
    onUrl(url);
  });
  return () => {
    ended = true;
    if (made) letGo(made);
  };
}

function letGo(url: string): void {
  setTimeout(() => URL.revokeObjectURL(url), LET_GO_AFTER_MS);
}

function request(hash: BlobHash, size: PreviewSize, waiter: Waiter): void {
  let queue = queues.get(size);
  if (!queue) {
    queue = new Map();
    queues.set(size, queue);
    queueMicrotask(() => void read(size));
  }
  const waiters = queue.get(hash);
  if (waiters) waiters.push(waiter);
  else queue.set(hash, [waiter]);
}

async function read(size: PreviewSize): Promise<void> {
  const queue = queues.get(size);
  queues.delete(size);
  if (!queue) return;
  const hashes = [...queue.keys()];
  const blobs = await getPreviews(library(), hashes, size).catch(() => undefined);
  hashes.forEach((hash, i) => {
    const blob = blobs?.[i];
    if (blobs && !blob) makeAgain(hash);
    for (const waiter of queue.get(hash) ?? []) waiter(blob ? URL.createObjectURL(blob) : null);
  });
}

const lost = new Set<BlobHash>();

/** Once in the life of a page: what cannot be kept must not be made without end. */
function makeAgain(hash: BlobHash): void {
  if (lost.has(hash)) return;
  lost.add(hash);
  void lostPreviews(library(), hash).catch(() => {});
}
