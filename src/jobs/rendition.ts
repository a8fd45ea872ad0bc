import { isRefused, profileFits, type Wanted } from '../domain/access';
import type { Asset } from '../domain/asset';
import { AppError, codeOf, type ErrorCode, isAbort } from '../domain/errors';
import { fingerprint, recipeOf } from '../domain/recipe';
import { NOTHING_SAID, type Statement } from '../domain/statement';
import { FORMATS } from '../formats';
import { readBytes } from '../library/assets';
import { getDerivative, putDerivative } from '../library/derivatives';
import type { Library } from '../library/library';
import { deliveredName, originalName, safeName } from '../text/naming';
import { ahead } from './ahead';
import { convert } from './engines';
import { engineCount } from './pools';
import { readProven } from './proven';

/** The same for all of several assets, or told of each. */
export type WantedOf = Wanted | ((asset: Asset) => Wanted);

export const wantedOf = (wanted: WantedOf, asset: Asset): Wanted =>
  typeof wanted === 'function' ? wanted(asset) : wanted;

interface RenditionOptions {
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
  const recipe = recipeOf(asset, wanted, (await describe?.(asset)) ?? NOTHING_SAID);
  const { hash, mime } = recipe.source;
  const name = await fingerprint(recipe);
  const cached = await getDerivative(library, hash, name);
  if (cached) return cached;
  const file = await convert(await readBytes(library, hash, mime), recipe, { signal, priority });
  // The person waits for the file, not for the cache; a full cache or disk must not cost them the file.
  void putDerivative(library, { hash, fingerprint: name, file, limit: cacheLimit }).catch(() => {});
  return file;
}

/** An asset, and how it goes out. */
export interface Member {
  asset: Asset;
  wanted: Wanted;
}

/** The file that was made of a member, or why it could not be. */
export type Made<M extends Member = Member> = { member: M } & ({ file: Blob } | { failure: ErrorCode; error: unknown });

/** Of each engine one file is being made and one waits to be taken: what is made ahead is in memory. */
const MADE_AHEAD = 2 * engineCount;

/** The files of many, in their order, made by all engines at once; one that cannot be made says why. @throws AbortError */
export async function* makeRenditions<M extends Member>(
  library: Library,
  members: readonly M[],
  options: RenditionOptions,
): AsyncGenerator<Made<M>> {
  const make = async (member: M): Promise<Made<M>> => {
    try {
      return { member, file: await makeRendition(library, member.asset, member.wanted, options) };
    } catch (error) {
      return { member, failure: codeOf(error), error };
    }
  };
  for await (const made of ahead(members, MADE_AHEAD, make)) {
    if ('error' in made && isAbort(made.error)) throw made.error;
    yield made;
  }
}
