import type { Asset, Facts } from './asset';
import type { BlobHash } from './ids';
import { type ExportProfile, profileFingerprint } from './profile';
import { allowed, type Statement } from './statement';

/** Everything that decides a rendition: which bytes it is made of, how, and what it may say. */
export interface Recipe {
  /** The original: its bytes by their hash, what they are, and what was found in them. */
  source: { hash: BlobHash; mime: string; facts: Facts };
  profile: ExportProfile;
  /** What its fields say, as far as the profile lets it out. */
  statement: Statement;
}

/** How a profile makes a rendition of an asset. @param said all that its fields say */
export function recipeOf(asset: Asset, profile: ExportProfile, said: Statement): Recipe {
  const { blobHash: hash, mime, facts } = asset;
  return { source: { hash, mime, facts }, profile, statement: allowed(said, profile.metadata) };
}

/**
 * Names all of a recipe but its source's bytes, beside whose hash it stands: two recipes of one source and one fingerprint make the
 * same file, as far as the program is the same (see RENDER_REVISION).
 */
export async function fingerprint({ profile, statement }: Recipe): Promise<string> {
  return `${profileFingerprint(profile)}${await statementFingerprint(statement)}`;
}

/** Names what is written into a file: the same words, the same bytes. Nothing where nothing is. */
async function statementFingerprint(statement: Statement): Promise<string> {
  const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [statement.changed, statement.unchanged, statement.removed].map(sorted);
  if (parts.every((part) => part.length === 0)) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return `:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
