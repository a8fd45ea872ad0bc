import { type BackupHead, FORMAT, FORMAT_VERSION, printLine } from '../../bag/rows';
import type { Asset, Version } from '../../domain/asset';
import type { Category } from '../../domain/category';
import type { AssetId } from '../../domain/ids';
import type { Library } from '../../library/library';
import type { Mark } from '../../library/since-backup';
import { type CarriedBatch, readSnapshot } from '../../library/snapshot';

/** What has to be known of an asset and a version to lay out the originals. */
export type LaidAsset = Pick<
  Asset,
  'id' | 'categoryIds' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'currentVersionId' | 'fileName'
>;
export type LaidVersion = Pick<
  Version,
  'id' | 'assetId' | 'number' | 'fileName' | 'blobHash' | 'bytes' | 'mime' | 'modifiedAt'
>;

/** A library as it was at one moment. */
export interface Snapshot {
  madeAt: number;
  assets: Map<AssetId, LaidAsset>;
  /** In the order of their making. */
  versions: LaidVersion[];
  categories: Category[];
  /** Lines of every row, as text outside this worker's memory. */
  lines: Blob[];
  mark: Mark;
}

/** Reads every row at one moment. */
export async function takeSnapshot(library: Library): Promise<Snapshot> {
  const snapshot: Snapshot = {
    madeAt: Date.now(),
    assets: new Map(),
    versions: [],
    categories: [],
    lines: [],
    mark: { versionId: '', activityId: 0 },
  };
  await readSnapshot(library, (batch) => {
    snapshot.lines.push(new Blob(batch.rows.map((row) => printLine(batch.table, row))));
    note(snapshot, batch);
  });
  return snapshot;
}

function note({ assets, versions, categories, mark }: Snapshot, { table, rows }: CarriedBatch): void {
  if (table === 'assets') {
    for (const { id, categoryIds, createdAt, updatedAt, deletedAt, currentVersionId, fileName } of rows) {
      assets.set(id, { id, categoryIds, createdAt, updatedAt, deletedAt, currentVersionId, fileName });
    }
  } else if (table === 'versions') {
    for (const { id, assetId, number, fileName, blobHash, bytes, mime, modifiedAt } of rows) {
      versions.push({ id, assetId, number, fileName, blobHash, bytes, mime, modifiedAt });
      mark.versionId = id;
    }
  } else if (table === 'activity') mark.activityId = rows.at(-1)?.id ?? mark.activityId;
  else if (table === 'categories') categories.push(...rows);
}

/** What the first line says. */
export function headOf(
  { madeAt, assets, versions }: Snapshot,
  about: Pick<BackupHead, 'id' | 'library' | 'name' | 'program' | 'described'>,
): BackupHead {
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    ...about,
    madeAt,
    assets: assets.size,
    versions: versions.length,
    bytes: versions.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
