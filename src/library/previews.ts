import type { AssetId, BlobHash } from '../domain/ids';
import { PREVIEW_SIZES, type PreviewSize } from '../domain/preview';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import type { EmbeddedRow, PreviewRow } from './rows';

/** The preview of some bytes, or undefined where there is none that can be read. */
export async function getPreview(library: Library, hash: BlobHash, size: PreviewSize): Promise<Blob | undefined> {
  const { db } = inside(library);
  const row = await db.previews.get([hash, size]).catch(() => undefined);
  return row && new Blob([row.data], { type: row.type });
}

/** Previews of many, in one transaction; undefined where there is none that can be read. */
export async function getPreviews(
  library: Library,
  hashes: readonly BlobHash[],
  size: PreviewSize,
): Promise<(Blob | undefined)[]> {
  const { db } = inside(library);
  const keys = hashes.map((hash): [BlobHash, PreviewSize] => [hash, size]);
  // One that is damaged on the disk must not cost the others.
  const singly = () => Promise.all(keys.map((key) => db.previews.get(key).catch(() => undefined)));
  const rows = await db.previews.bulkGet(keys).catch(singly);
  return rows.map((row) => row && new Blob([row.data], { type: row.type }));
}

/** Previews that were made once and are not there any more, or cannot be read, are made again. */
export async function lostPreviews(library: Library, hash: BlobHash): Promise<void> {
  const { db } = inside(library);
  const ids: AssetId[] = [];
  await db.transaction('rw', db.assets, async () => {
    const assets = await db.assets.where('blobHash').equals(hash).toArray();
    const had = assets.filter(({ state, facts }) => state === 'ready' && facts.width > 0);
    await db.assets.bulkPut(had.map((asset) => ({ ...asset, state: 'stored' as const })));
    ids.push(...had.map((asset) => asset.id));
  });
  announce({ assets: ids });
}

/** What was made of some bytes: previews, and what the file says of itself. */
export interface Made {
  previews: PreviewRow[];
  embedded: EmbeddedRow | undefined;
}

/** All of it that can be read. */
export async function madeOf(library: Library, hash: BlobHash): Promise<Made> {
  const { db } = inside(library);
  const sizes = await Promise.all(PREVIEW_SIZES.map((size) => db.previews.get([hash, size]).catch(() => undefined)));
  const embedded = await db.embedded.get(hash).catch(() => undefined);
  return { previews: sizes.filter((row) => row !== undefined), embedded };
}
