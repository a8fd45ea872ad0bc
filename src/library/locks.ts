import type { JobId } from '../domain/ids';

/**
 * [Note: Bytes and their owners] Bytes may be written before the row that owns them (chunks always are). Whoever
 * writes holds this lock shared; the sweep for bytes without owners takes it alone, so it never meets a half-made one.
 */
const BYTES = 'satchel-bytes';

/**
 * Runs work that writes bytes before their owner, in turn with whoever writes the same ones: where it fails, what it wrote
 * can be taken away again, and is nobody else's.
 */
export function holdBytes<T>(key: string, work: () => Promise<T>): Promise<T> {
  const inTurn = () => navigator.locks.request(BYTES, { mode: 'shared' }, work);
  return navigator.locks.request(`${BYTES}:${key}`, inTurn) as Promise<T>;
}

/** Runs work alone over all tabs, or not at all where somebody is writing. */
export function aloneWithBytes(work: () => Promise<void>): Promise<void> {
  return navigator.locks.request(BYTES, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (lock) await work();
  }) as Promise<void>;
}

const UPLOAD = 'satchel-upload:';

/** While an upload runs in a tab, that tab holds the lock of this name. */
export const uploadLock = (uploadId: JobId) => `${UPLOAD}${uploadId}`;

/** The uploads that some tab works on. */
export async function heldUploads(): Promise<Set<JobId>> {
  const { held = [] } = await navigator.locks.query();
  const names = held.flatMap(({ name }) => (name?.startsWith(UPLOAD) ? [name.slice(UPLOAD.length)] : []));
  return new Set(names as JobId[]);
}
