import type { Asset } from '../domain/asset';
import { codeOf } from '../domain/errors';
import type { JobId } from '../domain/ids';
import type { LibraryDb } from './db';
import type { UploadRow } from './rows';

export async function uploadRow(db: LibraryDb, id: JobId): Promise<UploadRow | undefined> {
  const row = await db.jobs.get(id);
  return row?.kind === 'upload' ? row : undefined;
}

/**
 * [Note: No file without its upload] What is not finalised can be finished in its upload only, so the upload's row is there as
 * long as one such file is. Another tab, or an older program, may have let it go while files still come: it begins anew then.
 * Runs in the transaction that adds the file.
 */
export async function rowOrNew(db: LibraryDb, id: JobId, createdAt = Date.now()): Promise<UploadRow> {
  const there = await uploadRow(db, id);
  if (there) return there;
  const row: UploadRow = { id, kind: 'upload', createdAt, finishedAt: 0, expected: [], handles: [] };
  await db.jobs.put(row);
  return row;
}

/** Not every browser keeps handles: without them the person chooses the files again. */
export async function putRow(db: LibraryDb, row: UploadRow): Promise<void> {
  await db.jobs.put(row).catch((error: unknown) => {
    if (row.handles.length === 0 || codeOf(error) === 'no-room') throw error;
    return db.jobs.put({ ...row, handles: [] });
  });
}

/** Numbers of what an upload has brought, finalised or not, deleted or not. */
export async function arrivedIndexes(db: LibraryDb, id: JobId): Promise<Set<number>> {
  const indexes = new Set<number>();
  await db.assets
    .where('uploadId')
    .equals(id)
    .each((asset) => indexes.add(asset.uploadIndex));
  return indexes;
}

/** For a row that does not say how many indexes were given out. */
export async function indexAfter(db: LibraryDb, row: UploadRow): Promise<number> {
  const indexes = [...row.expected.map((file) => file.index), ...(await arrivedIndexes(db, row.id))];
  return indexes.reduce((most, index) => Math.max(most, index + 1), 0);
}

/** What waits for "Finish" in an upload, deleted ones too: they may be restored. */
export async function openAssetsOf(db: LibraryDb, id: JobId): Promise<Asset[]> {
  return db.assets
    .where('uploadId')
    .equals(id)
    .and((asset) => asset.finalisedAt === 0)
    .toArray();
}
