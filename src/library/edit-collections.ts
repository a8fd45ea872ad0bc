import type { StepDeed } from '../domain/activity';
import { type Collection, type CollectionItem, itemId, moved } from '../domain/collection';
import { AppError } from '../domain/errors';
import type { AssetId, CollectionId } from '../domain/ids';
import { itemsOf } from './collections';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { idsFor } from './order';
import { type UndoWriter, undoable } from './undo';

interface Target {
  /** An existing collection, or the name of one that is made. */
  to: CollectionId | { name: string; profileId: string };
  /** How the added assets go out; null goes as the collection. */
  profileId?: string | null;
}

/** What became of assets that were put into a collection. */
export interface Collected {
  id: CollectionId;
  name: string;
  /** How many of them are in it now: those that are gone for good are not. */
  count: number;
  /** How many were not in it before. */
  added: number;
}

/**
 * Puts assets at the end of a collection, which is made where it is not there; those that are in it keep their place,
 * and get the profile where one is given.
 * @throws AppError "collection-gone", "assets-gone"
 */
export async function addToCollection(
  library: Library,
  assetIds: readonly AssetId[],
  { to, profileId = null }: Target,
): Promise<Collected> {
  const { db } = inside(library);
  return undoable(
    library,
    (_changes, { name, count }) => ({
      deed: count > 0 ? { type: 'add-to-collection', name, count } : { type: 'create-collection', name },
      assetIds,
    }),
    async (write) => {
      const there = await thatAreThere(db, assetIds);
      const { id, name } = typeof to === 'string' ? await collectionOf(db, to) : await made(db, write, to);
      const items = await db.collectionItems.where('collectionId').equals(id).toArray();
      const known = new Map(items.map((item) => [item.assetId, item]));
      const first = items.reduce((most, item) => Math.max(most, item.order + 1), 0);
      const fresh = there.filter((assetId) => !known.has(assetId));
      await write.add<CollectionItem>(
        'collectionItems',
        fresh.map((assetId, i) => ({
          id: itemId(id, assetId),
          collectionId: id,
          assetId,
          order: first + i,
          profileId,
        })),
      );
      if (profileId !== null) {
        const before = there.flatMap((assetId) => known.get(assetId) ?? []);
        await write.patch<CollectionItem>(
          'collectionItems',
          before.filter((row) => row.profileId !== profileId).map((row) => ({ row, change: { profileId } })),
        );
      }
      return { id, name, count: there.length, added: fresh.length };
    },
  );
}

/** Each asset once; those that another tab took away for good are left out. */
async function thatAreThere(db: LibraryDb, assetIds: readonly AssetId[]): Promise<AssetId[]> {
  if (assetIds.length === 0) return [];
  const rows = await db.assets.bulkGet([...new Set(assetIds)]);
  const there = rows.flatMap((row) => row?.id ?? []);
  if (there.length === 0) throw new AppError('assets-gone');
  return there;
}

async function collectionOf(db: LibraryDb, id: CollectionId): Promise<Collection> {
  const row = await db.collections.get(id);
  if (!row) throw new AppError('collection-gone');
  return row;
}

async function made(
  db: LibraryDb,
  write: UndoWriter,
  { name, profileId }: { name: string; profileId: string },
): Promise<Collection> {
  const now = Date.now();
  const id = (await idsFor<CollectionId>(db.collections))();
  const row = { id, name, profileId, coverId: null, createdAt: now, updatedAt: now };
  await write.add<Collection>('collections', [row]);
  return row;
}

/**
 * Takes assets out of a collection; they stay in the library.
 * @returns how many were in it
 * @throws AppError "collection-gone"
 */
export async function removeFromCollection(
  library: Library,
  id: CollectionId,
  assetIds: readonly AssetId[],
): Promise<number> {
  const { db } = inside(library);
  let name = '';
  return undoable<number>(
    library,
    (_changes, count) => ({ deed: { type: 'remove-from-collection', name, count }, assetIds }),
    async (write) => {
      const row = await collectionOf(db, id);
      name = row.name;
      const items = await db.collectionItems.bulkGet(assetIds.map((assetId) => itemId(id, assetId)));
      const inIt = items.filter((item) => item !== undefined);
      await write.remove('collectionItems', inIt);
      if (row.coverId && assetIds.includes(row.coverId)) {
        await write.patch<Collection>('collections', [{ row, change: { coverId: null } }]);
      }
      return inIt.length;
    },
  );
}

/**
 * Puts assets of a collection at another place in its order.
 * @param index among those that are not moved
 * @throws AppError "collection-gone"
 */
export async function moveInCollection(
  library: Library,
  id: CollectionId,
  assetIds: readonly AssetId[],
  index: number,
): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    () => ({ deed: { type: 'move-in-collection', count: assetIds.length }, assetIds }),
    async (write) => {
      await collectionOf(db, id);
      const items = await itemsOf(library, id);
      const byAsset = new Map(items.map((item) => [item.assetId, item]));
      const order = moved(
        items.map((item) => item.assetId),
        assetIds,
        index,
      );
      const updates = order.flatMap((assetId, position) => {
        const row = byAsset.get(assetId);
        return row && row.order !== position ? [{ row, change: { order: position } }] : [];
      });
      await write.patch<CollectionItem>('collectionItems', updates);
    },
  );
}

type Settings = Partial<Pick<Collection, 'name' | 'profileId' | 'coverId'>>;

function settingDeed({ name, profileId }: Settings): StepDeed {
  if (name !== undefined) return { type: 'rename-collection', name };
  return { type: profileId !== undefined ? 'set-collection-profile' : 'set-collection-cover' };
}

/** Renames a collection, or gives it another profile or cover. @throws AppError "collection-gone" */
export async function editCollection(library: Library, id: CollectionId, change: Settings): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    () => ({ deed: settingDeed(change), assetIds: [] }),
    async (write) => {
      const row = await collectionOf(db, id);
      const differs = Object.entries(change).some(([key, value]) => row[key as keyof Settings] !== value);
      if (differs) {
        await write.patch<Collection>('collections', [{ row, change: { ...change, updatedAt: Date.now() } }]);
      }
    },
  );
}

/** How one asset of a collection goes out; null goes as the collection. @throws AppError "collection-gone" */
export async function setItemProfile(
  library: Library,
  id: CollectionId,
  assetId: AssetId,
  profileId: string | null,
): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    () => ({ deed: { type: 'set-item-profile' }, assetIds: [assetId] }),
    async (write) => {
      await collectionOf(db, id);
      const row = await db.collectionItems.get(itemId(id, assetId));
      if (row && row.profileId !== profileId) {
        await write.patch<CollectionItem>('collectionItems', [{ row, change: { profileId } }]);
      }
    },
  );
}

/**
 * Takes a collection away; its assets stay in the library.
 * @returns its name
 * @throws AppError "collection-gone"
 */
export async function deleteCollection(library: Library, id: CollectionId): Promise<string> {
  const { db } = inside(library);
  return undoable(
    library,
    (_changes, name) => ({ deed: { type: 'delete-collection', name }, assetIds: [] }),
    async (write) => {
      const row = await collectionOf(db, id);
      await write.remove('collectionItems', await db.collectionItems.where('collectionId').equals(id).toArray());
      await write.remove('collections', [row]);
      return row.name;
    },
  );
}
