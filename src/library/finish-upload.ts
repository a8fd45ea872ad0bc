import type { Asset } from '../domain/asset';
import { applyEdit, givenCategories, withKnownCategories } from '../domain/bulk-edit';
import type { AssetId, CategoryId, JobId } from '../domain/ids';
import { announce } from './changes';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import type { UploadEdits } from './rows';
import { openAssetsOf, putRow, uploadRow } from './upload-rows';

/** An asset with what was given to its batch, and to itself, while it was uploaded. */
export function edited(asset: Asset, edits: UploadEdits | undefined): Asset {
  if (!edits) return asset;
  const withAll = { ...asset, ...applyEdit(asset, edits.all) };
  const single = edits.single[asset.uploadIndex];
  return single ? { ...withAll, ...applyEdit(withAll, single) } : withAll;
}

/** What was given, without the categories that were deleted meanwhile. */
export async function knownEdits(db: LibraryDb, edits: UploadEdits | undefined): Promise<UploadEdits | undefined> {
  if (!edits || [edits.all, ...Object.values(edits.single)].every((edit) => givenCategories(edit).length === 0)) {
    return edits;
  }
  const known = new Set((await db.categories.toCollection().primaryKeys()) as CategoryId[]);
  const single = Object.entries(edits.single).map(([index, edit]) => [index, withKnownCategories(edit, known)]);
  return { ...edits, all: withKnownCategories(edits.all, known), single: Object.fromEntries(single) };
}

/**
 * "Finish": what has arrived is final, and what still arrives will be.
 * @param edits what was given; where nothing is said, what was kept of it
 * @param brought the assets that whoever finishes it saw arrive: where another tab has finished the upload before, they get
 *   what was given here all the same
 * @returns how many living assets are final now
 */
export async function finishUpload(
  library: Library,
  id: JobId,
  edits?: UploadEdits,
  brought: readonly AssetId[] = [],
): Promise<number> {
  const { db } = inside(library);
  const now = Date.now();
  const done = await db.transaction('rw', [db.assets, db.jobs, db.categories], async () => {
    const row = await uploadRow(db, id);
    if (row) await db.jobs.put({ ...row, finishedAt: now, ...(edits ? { edits } : {}) });
    const open = await openAssetsOf(db, id);
    const before = (await db.assets.bulkGet([...brought])).filter((asset) => asset !== undefined);
    const final = before.filter((asset) => asset.uploadId === id && asset.finalisedAt > 0);
    const known = await knownEdits(db, edits ?? row?.edits);
    await db.assets.bulkPut([
      ...open.map((asset) => ({ ...edited(asset, known), finalisedAt: now, updatedAt: now })),
      ...(edits ? final.map((asset) => edited(asset, known)) : []),
    ]);
    return [...open, ...final];
  });
  announce({ assets: done.map((asset) => asset.id), uploads: true });
  return done.filter((asset) => asset.deletedAt === 0).length;
}

/** Keeps what was given before "Finish" is pressed: whatever becomes of the page, it waits with the files. */
export async function keepEdits(library: Library, id: JobId, edits: UploadEdits): Promise<void> {
  const { db } = inside(library);
  await db.transaction('rw', db.jobs, async () => {
    const row = await uploadRow(db, id);
    if (row && row.finishedAt === 0) await putRow(db, { ...row, edits });
  });
}
