import type { BlobHash } from '../domain/ids';
import type { PreviewSize } from '../domain/preview';
import type { Library } from './db';

/** The preview of some bytes, or undefined where there is none. */
export async function getPreview({ db }: Library, hash: BlobHash, size: PreviewSize): Promise<Blob | undefined> {
  const row = await db.previews.get([hash, size]);
  return row && new Blob([row.data], { type: row.type });
}

/** Previews of many, in one transaction; undefined where there is none. */
export async function getPreviews(
  { db }: Library,
  hashes: readonly BlobHash[],
  size: PreviewSize,
): Promise<(Blob | undefined)[]> {
  const rows = await db.previews.bulkGet(hashes.map((hash) => [hash, size]));
  return rows.map((row) => row && new Blob([row.data], { type: row.type }));
}
