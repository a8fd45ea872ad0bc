import { profileFits } from '../domain/access';
import type { Asset } from '../domain/asset';
import { AppError } from '../domain/errors';
import { deliveredName, originalName, safeName } from '../domain/naming';
import { type ExportProfile, profileFingerprint } from '../domain/profile';
import { FORMATS } from '../formats';
import { readBytes } from '../library/assets';
import type { Library } from '../library/db';
import { getDerivative, putDerivative } from '../library/derivatives';
import { convert } from './engines';

/** What somebody wants of an asset: its original, or a rendition by a profile. */
export type Wanted = 'original' | ExportProfile;

export interface RenditionOptions {
  signal?: AbortSignal;
  priority?: number;
  /** Bytes that the cache of made files may hold. */
  cacheLimit: number;
}

/** The name under which a file is delivered. */
export function wantedName(asset: Asset, wanted: Wanted): string {
  if (wanted === 'original') return originalName(asset.fileName);
  return safeName(deliveredName(asset.fileName, FORMATS[wanted.format].extension));
}

/**
 * The bytes somebody wants of an asset: from the cache where they were made before.
 * @throws AppError "profile-does-not-fit", "missing-bytes", or why it cannot be made; AbortError
 */
export async function makeRendition(
  library: Library,
  asset: Asset,
  wanted: Wanted,
  { signal, priority, cacheLimit }: RenditionOptions,
): Promise<Blob> {
  if (wanted === 'original') return readBytes(library, asset.blobHash, asset.mime);
  if (asset.failure) throw new AppError(asset.failure);
  if (!profileFits(wanted, asset)) throw new AppError('profile-does-not-fit');
  const fingerprint = profileFingerprint(wanted);
  const cached = await getDerivative(library, asset.blobHash, fingerprint);
  if (cached) return cached;
  const original = await readBytes(library, asset.blobHash, asset.mime);
  const { mime, facts } = asset;
  const file = await convert(original, { mime, profile: wanted, facts }, { signal, priority });
  // The person waits for the file, not for the cache; a full cache or disk must not cost them the file.
  void putDerivative(library, { hash: asset.blobHash, fingerprint, file, limit: cacheLimit }).catch(() => {});
  return file;
}
