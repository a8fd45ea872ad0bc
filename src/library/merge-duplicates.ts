import type { Asset } from '../domain/asset';
import { itemId } from '../domain/collection';
import { unitedMetadata } from '../domain/duplicates';
import { AppError } from '../domain/errors';
import { withValues } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import type { Note } from '../domain/note';
import { inside } from './db';
import type { Library } from './library';
import { undoable } from './undo';

/**
 * Makes one asset of several that are the same: the one that is kept gets what the others say and it does not, their notes and their
 * places in collections; the others go to Deleted.
 * @returns how many went there
 * @throws AppError "assets-gone" where the one to be kept, or all others, are not in the library any more
 */
export async function mergeDuplicates(library: Library, keptId: AssetId, ids: readonly AssetId[]): Promise<number> {
  const { db } = inside(library);
  return undoable(
    library,
    (_changes, count) => ({ deed: { type: 'merge-duplicates', count }, assetIds: [keptId, ...ids] }),
    async (write) => {
      const kept = await db.assets.get(keptId);
      const rows = await db.assets.bulkGet(ids.filter((id) => id !== keptId));
      const others = rows.filter((row) => row !== undefined && row.deletedAt === 0) as Asset[];
      if (!kept || kept.deletedAt > 0 || others.length === 0) throw new AppError('assets-gone');
      const otherIds = others.map(({ id }) => id);
      const now = Date.now();

      const { values, categoryIds } = unitedMetadata(kept, others);
      const change: Partial<Asset> = { ...withValues(kept, values), categoryIds, updatedAt: now };
      await write.patch<Asset>('assets', [
        { row: kept, change },
        ...others.map((row) => ({ row, change: { deletedAt: now } })),
      ]);
      const notes = await db.notes.where('assetId').anyOf(otherIds).toArray();
      await write.patch<Note>(
        'notes',
        notes.map((row) => ({ row, change: { assetId: keptId } })),
      );
      const items = await db.collectionItems.where('assetId').anyOf(otherIds).toArray();
      const had = await db.collectionItems.where('assetId').equals(keptId).toArray();
      const there = new Set(had.map(({ collectionId }) => collectionId));
      const added = items.flatMap((item) => {
        if (there.has(item.collectionId)) return [];
        there.add(item.collectionId);
        return [{ ...item, id: itemId(item.collectionId, keptId), assetId: keptId }];
      });
      await write.add('collectionItems', added);
      return others.length;
    },
  );
}
