import { isRefused, profileFits, type Wanted } from '../domain/access';
import type { Asset } from '../domain/asset';
import { AppError } from '../domain/errors';
import { profileFingerprint } from '../domain/profile';
import { allowed, NOTHING_SAID, type Statement } from '../domain/statement';
import { FORMATS } from '../formats';
import { readBytes } from '../library/assets';
import { getDerivative, putDerivative } from '../library/derivatives';
import type { Library } from '../library/library';
import { deliveredName, originalName, safeName } from '../text/naming';
import { convert } from './engines';
import { readProven } from './proven';

/** The same for all of several assets, or told of each. */
export type WantedOf = Wanted | ((asset: Asset) => Wanted);

export const wantedOf = (wanted: WantedOf, asset: Asset): Wanted =>
  typeof wanted === 'function' ? wanted(asset) : wanted;

export interface RenditionOptions {
  signal?: AbortSignal;
  priority?: number;
  /** What the asset's fields say: it is written into the file, as far as the profile lets it. */
  describe?: (asset: Asset) => Promise<Statement>;
  /** Bytes that the cache of made files may hold. */
  cacheLimit: number;
  /** An original that was proven a moment ago. */
  proven?: boolean;
}

/** The name under which a file is delivered. */
export function wantedName(asset: Asset, wanted: Wanted): string {
  if (wanted === 'original' || isRefused(wanted)) return originalName(asset.fileName);
  return safeName(deliveredName(asset.fileName, FORMATS[wanted.format].extension));
}

/**
 * The bytes somebody wants of an asset: from the cache where they were made before.
 * @throws AppError: why a role does not get it, "profile-does-not-fit", "missing-bytes", "stored-damaged", or why it cannot be made; AbortError
 */
export async function makeRendition(
  library: Library,
  asset: Asset,
  wanted: Wanted,
  { signal, priority, cacheLimit, describe, proven = false }: RenditionOptions,
): Promise<Blob> {
  if (isRefused(wanted)) throw new AppError(wanted.refused);
  if (wanted === 'original') {
    return proven ? readBytes(library, asset.blobHash, asset.mime) : readProven(library, asset, { signal, priority });
  }
  if (asset.failure) throw new AppError(asset.failure);
  if (!profileFits(wanted, asset)) throw new AppError('profile-does-not-fit');
  const statement = allowed((await describe?.(asset)) ?? NOTHING_SAID, wanted.metadata);
  const fingerprint = `${profileFingerprint(wanted)}${await statementFingerprint(statement)}`;
  const hash = asset.blobHash;
  const cached = await getDerivative(library, hash, fingerprint);
  if (cached) return cached;
  const original = await readBytes(library, asset.blobHash, asset.mime);
  const { mime, facts } = asset;
  const file = await convert(original, { mime, profile: wanted, facts, statement }, { signal, priority, hash });
  // The person waits for the file, not for the cache; a full cache or disk must not cost them the file.
  void putDerivative(library, { hash: asset.blobHash, fingerprint, file, limit: cacheLimit }).catch(() => {});
  return file;
}

/** Names what is written into a file: the same words, the same bytes. Nothing where nothing is. */
async function statementFingerprint(statement: Statement): Promise<string> {
  const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [statement.changed, statement.unchanged, statement.removed].map(sorted);
  if (parts.every((part) => part.length === 0)) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return `:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
