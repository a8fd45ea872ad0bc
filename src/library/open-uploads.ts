import type { Asset } from '../domain/asset';
import type { JobId } from '../domain/ids';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import type { ExpectedFile, UploadEdits, UploadFolder, UploadRow } from './rows';
import { arrivedIndexes } from './upload-rows';

/** An upload as page "Uploads" shows it. */
export interface OpenUpload {
  id: JobId;
  createdAt: number;
  /** Assets in the library that wait for "Finish", in the order of the batch. */
  arrived: Asset[];
  missing: ExpectedFile[];
  handles: FileSystemHandle[];
  /** What was given before the page was left. */
  edits: UploadEdits | undefined;
  /** The folders that its files came in. */
  folders: readonly UploadFolder[];
  finished: boolean;
}

/** Everything that is not finalised, and everything that had not arrived; the upload that was begun last comes first. */
export async function openUploads(library: Library): Promise<OpenUpload[]> {
  const { db } = inside(library);
  const [rows, assets] = await Promise.all([
    db.jobs.toCollection().reverse().toArray(),
    db.assets.where('[finalisedAt+createdAt]').between([0, -Infinity], [0, Infinity]).toArray(),
  ]);
  const uploads: OpenUpload[] = [];
  for (const row of rows) {
    if (row.kind !== 'upload') continue;
    const indexes = await arrivedIndexes(db, row.id);
    const open = assets.filter((asset) => asset.uploadId === row.id);
    const missing = row.expected.filter((file) => !indexes.has(file.index));
    const spokenOf = new Set([...open.map((asset) => asset.uploadIndex), ...missing.map((file) => file.index)]);
    uploads.push({
      id: row.id,
      createdAt: row.createdAt,
      arrived: open.filter((asset) => asset.deletedAt === 0).sort((a, b) => a.uploadIndex - b.uploadIndex),
      missing,
      handles: row.handles,
      edits: row.edits,
      folders: (row.folders ?? []).flatMap((folder) => {
        // What was taken off the list, or was known already, makes no categories.
        const indexes = folder.indexes.filter((index) => spokenOf.has(index));
        return indexes.length > 0 ? [{ ...folder, indexes }] : [];
      }),
      finished: row.finishedAt > 0,
    });
  }
  return uploads.filter((upload) => upload.arrived.length + upload.missing.length > 0);
}

/** How many files wait in "Uploads": not finalised, or not arrived. Counted over indexes, without reading assets. */
export async function countOpenUploads(library: Library): Promise<number> {
  const { db } = inside(library);
  const open = await db.assets.where('[finalisedAt+createdAt]').between([0, -Infinity], [0, Infinity]).primaryKeys();
  const trash = db.assets.where('[deletedAt+createdAt]').above([0, Infinity]);
  const deleted = new Set(open.length > 0 ? await trash.primaryKeys() : []);
  let missing = 0;
  for (const row of await db.jobs.toArray()) {
    if (row.kind !== 'upload') continue;
    const arrived = await db.assets.where('uploadId').equals(row.id).count();
    // While files are still arriving the row names them all; afterwards only what did not arrive.
    missing += row.expected.length > 0 ? await notArrived(db, row, arrived) : 0;
  }
  return open.filter((id) => !deleted.has(id)).length + missing;
}

async function notArrived(db: LibraryDb, row: UploadRow, arrived: number): Promise<number> {
  if (arrived === 0) return row.expected.length;
  const indexes = await arrivedIndexes(db, row.id);
  return row.expected.filter((file) => !indexes.has(file.index)).length;
}
