import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { planPurge } from '../domain/retention';
import { parsePurgeMemory } from '../domain/retention-schema';
import { announce } from './changes';
import type { Library } from './db';
import { getSetting } from './settings';
import { sweepOrphans } from './sweep';
import { forgetInSteps, undoable } from './undo';

const assets = (count: number) => (count === 1 ? '1 asset' : `${count.toLocaleString()} assets`);

/**
 * Puts assets into Deleted. They are out of every list, category and collection; what they belonged to is kept with
 * them, so that restoring brings back exactly what was there.
 */
export async function deleteAssets(library: Library, ids: readonly AssetId[]): Promise<void> {
  await setDeleted(library, ids, Date.now(), `deleted ${assets(ids.length)}`);
}

export async function restoreAssets(library: Library, ids: readonly AssetId[]): Promise<void> {
  await setDeleted(library, ids, 0, `restored ${assets(ids.length)}`);
}

async function setDeleted(library: Library, ids: readonly AssetId[], deletedAt: number, what: string): Promise<void> {
  await undoable(
    library,
    () => ({ what, assetIds: ids }),
    async (write) => {
      const rows = (await library.db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
      const affected = rows.filter((row) => (row.deletedAt === 0) !== (deletedAt === 0));
      await write.patch<Asset>(
        'assets',
        affected.map((row) => ({ row, change: { deletedAt } })),
      );
    },
  );
}

/** Everything in Deleted, the last deleted first. */
export async function deletedAssets({ db }: Library): Promise<Asset[]> {
  const rows = await db.assets.where('[deletedAt+createdAt]').above([0, Infinity]).toArray();
  return rows.sort((a, b) => b.deletedAt - a.deletedAt || (b.id < a.id ? -1 : 1));
}

/**
 * Takes assets away for good, with their versions and notes; their bytes go where nothing else points to them.
 * Steps forget them: undoing something older must not bring back half of one.
 */
export async function purgeAssets(library: Library, ids: readonly AssetId[]): Promise<void> {
  const { db } = library;
  const gone = new Set(ids);
  await db.transaction('rw', [db.assets, db.versions, db.notes, db.collectionItems, db.undo], async () => {
    await db.assets.bulkDelete([...ids]);
    await db.versions.bulkDelete(
      await db.versions
        .where('assetId')
        .anyOf([...ids])
        .primaryKeys(),
    );
    await db.notes.bulkDelete(
      await db.notes
        .where('assetId')
        .anyOf([...ids])
        .primaryKeys(),
    );
    await db.collectionItems.bulkDelete(
      await db.collectionItems
        .where('assetId')
        .anyOf([...ids])
        .primaryKeys(),
    );
    await forgetInSteps(db, gone);
  });
  announce({ assets: [...ids], undo: true, collections: true });
  await sweepOrphans(library);
}

const MEMORY = 'purge';

/**
 * Takes away what has been in Deleted longer than the installation says, by the rules of `planPurge`.
 * @returns how many went, and whether the clock jumped so that nothing was taken for due
 */
export async function purgeDue(library: Library, trashDays: number): Promise<{ purged: number; clockJumped: boolean }> {
  const { db } = library;
  const rows = await db.assets.where('[deletedAt+createdAt]').above([0, Infinity]).toArray();
  const memory = parsePurgeMemory(await getSetting(library, MEMORY));
  const plan = planPurge(rows, { memory, trashDays, now: Date.now() });
  if (plan.purge.length > 0) await purgeAssets(library, plan.purge as AssetId[]);
  await db.settings.put({ key: MEMORY, value: plan.memory });
  return { purged: plan.purge.length, clockJumped: plan.clockJumped };
}
