import { AppError, codeOf, isAbort } from '../domain/errors';

/** Where less than this is left, a write that failed without a clear word failed for want of room. */
const SPARE_BYTES = 2_000_000;

/**
 * Tells a full disk from a file that cannot be read any more: where the room ends while the browser copies a Blob,
 * IndexedDB says that the Blob could not be read, or gives no reason at all.
 * @param file what was being stored; null where it was in memory
 */
export async function storingError(error: unknown, file: Blob | null): Promise<unknown> {
  if (isAbort(error)) return error;
  const code = codeOf(error);
  if (code !== 'vanished' && code !== 'unknown') return error;
  if (file && !(await canBeRead(file))) return new AppError('vanished', { cause: error });
  return code === 'vanished' || (await isFull(file?.size ?? 0)) ? new AppError('no-room', { cause: error }) : error;
}

async function canBeRead(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function isFull(bytes: number): Promise<boolean> {
  const { usage = 0, quota = Number.POSITIVE_INFINITY } = (await navigator.storage?.estimate?.().catch(() => {})) ?? {};
  return quota - usage < bytes + SPARE_BYTES;
}
