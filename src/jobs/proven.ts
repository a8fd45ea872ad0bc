import type { Asset } from '../domain/asset';
import { AppError, codeOf } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import type { Library } from '../library/library';
import { hasBytes, readWhole, replaceBytes, storedError } from '../library/originals';
import { digest } from './engines';

interface ProvingOptions {
  signal?: AbortSignal;
  priority?: number;
}

/**
 * An original as it came: every byte was looked at just now. See [Note: Damaged where they are kept].
 * @throws AppError "missing-bytes", "stored-damaged"
 */
export async function readProven(
  library: Library,
  { blobHash, mime }: Pick<Asset, 'blobHash' | 'mime'>,
  options: ProvingOptions = {},
): Promise<Blob> {
  const file = await readWhole(library, blobHash);
  await prove(file, blobHash, options);
  return file.slice(0, file.size, mime);
}

/** @throws AppError "stored-damaged" where stored bytes are not those of their hash */
export async function prove(file: Blob, hash: BlobHash, options: ProvingOptions = {}): Promise<void> {
  const found = await digest(file, options).catch((error: unknown) => Promise.reject(storedError(error)));
  if (found !== hash) throw new AppError('stored-damaged');
}

/**
 * Looks whether bytes that are known are kept whole; where they are not, the same file, given once more, mends them.
 * @returns whether they were mended
 */
export async function mend(library: Library, hash: BlobHash, file: Blob, signal?: AbortSignal): Promise<boolean> {
  if (!(await hasBytes(library, hash))) return false;
  try {
    await prove(await readWhole(library, hash), hash, { signal });
    return false;
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'stored-damaged' && code !== 'missing-bytes') throw error;
  }
  await replaceBytes(library, hash, file, signal);
  return true;
}
