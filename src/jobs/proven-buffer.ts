import { AppError } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import { storedError } from '../library/originals';

/** The browser's SHA-256 copies what it is given: of larger pictures only the length is looked at. */
const MOST_HASHED = 256 * 1024 * 1024;

/**
 * The bytes of a file, for an engine.
 * @param hash of a file that the library keeps: what it must be
 * @throws AppError "stored-damaged"
 */
export async function provenBuffer(file: Blob, hash?: BlobHash): Promise<ArrayBuffer> {
  if (!hash) return file.arrayBuffer();
  const bytes = await file.arrayBuffer().catch((error: unknown) => Promise.reject(storedError(error)));
  const same = bytes.byteLength > MOST_HASHED || (await sha256(bytes)) === hash;
  if (!same || bytes.byteLength !== file.size) throw new AppError('stored-damaged');
  return bytes;
}

/** SHA-256 as hexadecimal digits, of what is in memory anyway. */
async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
