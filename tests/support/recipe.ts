import type { Facts } from '../../src/domain/asset';
import type { BlobHash } from '../../src/domain/ids';
import type { ExportProfile } from '../../src/domain/profile';
import type { Recipe } from '../../src/domain/recipe';
import { NOTHING_SAID, type Statement } from '../../src/domain/statement';

interface Wish {
  mime: string;
  profile: ExportProfile;
  facts: Facts;
  statement?: Statement;
}

/** The recipe of a rendition of a file that is in no library. */
export async function recipeOfFile(file: Blob, { mime, profile, facts, statement }: Wish): Promise<Recipe> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  return { source: { hash, mime, facts }, profile, statement: statement ?? NOTHING_SAID };
}
