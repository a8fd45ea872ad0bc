import type { Asset } from '../domain/asset';
import { AppError, codeOf } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { planPurge } from '../domain/retention';
import { parsePurgeMemory } from '../domain/retention-schema';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import { getSetting } from './settings';
import { leaveUnstamped, noteGone } from './stamping';
import { sweepOrphans } from './sweep';
import { forgetInSteps, undoable } from './undo';

/**
 * Puts assets into Deleted. They are out of every list, category and collection; what they belonged to is kept with
 * them, so that restoring brings back exactly what was there.
 * @returns how many of them are in Deleted now
 * @throws AppError "assets-gone" where none of them is in the library any more
 */
export async function deleteAssets(library: Library, ids: readonly AssetId[]): Promise<number> {
  return setDeleted(library, ids, Date.now(), 'delete');
}

/** @returns how many of them are out of Deleted now @throws AppError "assets-gone" */
export async function restoreAssets(library: Library, ids: readonly AssetId[]): Promise<number> {
  return setDeleted(library, ids, 0, 'restore');
}

async function setDeleted(
  library: Library,
  ids: readonly AssetId[],
  deletedAt: number,
  type: 'delete' | 'restore',
): Promise<number> {
  const { db } = inside(library);
  return undoable(
    library,
    (changes) => ({
      deed: { type, count: changes.length },
      assetIds: changes.flatMap((change) => change.assetId ?? []),
    }),
    async (write) => {
      const rows = (await db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
      if (rows.length === 0 && ids.length > 0) throw new AppError('assets-gone');
      const affected = rows.filter((row) => (row.deletedAt === 0) !== (deletedAt === 0));
      await write.patch<Asset>(
        'assets',
        affected.map((row) => ({ row, change: { deletedAt } })),
      );
      return rows.length;
    },
  );
}

/** What became of assets that were to go for good. */
interface Purged {
  gone: AssetId[];
  /** How many stayed: they had been restored meanwhile. */
  kept: number;
}

/**
 * Takes assets away for good, with their versions and notes; their bytes go where nothing else points to them. Nobody
 * can bring them back, so it is looked again, in the transaction that removes: what was restored since it was asked for
 * stays. Steps forget them: undoing something older must not bring back half of one. Where there is no room to write what is
 * left of such steps, they go whole.
 * @param mayGo whether an asset as it is now is still meant
 */
export async function purgeAssets(
  library: Library,
  ids: readonly AssetId[],
  mayGo: (asset: Asset) => boolean = (asset) => asset.deletedAt > 0,
): Promise<Purged> {
  const { db } = inside(library);
  const tables = [db.assets, db.versions, db.notes, db.collectionItems, db.undo, db.stamps, db.outbox];
  const purge = async (wholeSteps: boolean): Promise<Purged> => {
    if (wholeSteps) leaveUnstamped();
    const rows = (await db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
    const gone = rows.filter(mayGo).map((row) => row.id);
    await db.assets.bulkDelete(gone);
    for (const table of [db.versions, db.notes, db.collectionItems]) {
      await table.bulkDelete(await table.where('assetId').anyOf(gone).primaryKeys());
    }
    await forgetInSteps(db, new Set(gone), wholeSteps);
    await noteGone(db, gone);
    return { gone, kept: rows.length - gone.length };
  };
  const purged = await db
    .transaction('rw', tables, () => purge(false))
    .catch((error: unknown) => {
      // A full disk is why somebody deletes: then it is done by taking away alone.
      if (codeOf(error) !== 'no-room') throw error;
      return db.transaction('rw', tables, () => purge(true));
    });
  announce({ assets: purged.gone, undo: true, collections: true });
  // They are gone; bytes that cannot be swept now are at the next start.
  await sweepOrphans(library).catch(() => {});
  return purged;
}

const MEMORY = 'purge';

/**
 * Takes away what has been in Deleted longer than the installation says, by the rules of `planPurge`.
 * @returns how many went, and whether the clock jumped so that nothing was taken for due
 */
export async function purgeDue(library: Library, trashDays: number): Promise<{ purged: number; clockJumped: boolean }> {
  const { db } = inside(library);
  const rows = await db.assets.where('[deletedAt+createdAt]').above([0, Infinity]).toArray();
  const memory = parsePurgeMemory(await getSetting(library, MEMORY));
  const plan = planPurge(rows, { memory, trashDays, now: Date.now() });
  // Only what lies there as it did when it was found due: not what was restored, nor what was deleted anew since.
  const found = new Map(rows.map((row) => [row.id, row.deletedAt]));
  const planned = new Set(plan.purge);
  const due = rows.flatMap(({ id }) => (planned.has(id) ? [id] : []));
  const stillDue = (asset: Asset) => asset.deletedAt > 0 && asset.deletedAt === found.get(asset.id);
  const gone = due.length > 0 ? (await purgeAssets(library, due, stillDue)).gone : [];
  // Where there is no room to note it, what is due is found due again: nothing goes too early.
  await db.settings.put({ key: MEMORY, value: plan.memory }).catch(() => {});
  return { purged: gone.length, clockJumped: plan.clockJumped };
}
