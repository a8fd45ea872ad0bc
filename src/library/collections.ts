import type { StepDeed } from '../domain/activity';
import type { Asset } from '../domain/asset';
import { type Collection, type CollectionItem, inOrder, itemId, moved } from '../domain/collection';
import { AppError } from '../domain/errors';
import type { AssetId, CollectionId } from '../domain/ids';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { idsFor } from './order';
import { type UndoWriter, undoable } from './undo';

export function allCollections(library: Library): Promise<Collection[]> {
  const { db } = inside(library);
  return db.collections.toArray();
}

/** What is in a collection, in its order; assets in Deleted keep their place and are in the list too. */
export async function itemsOf(library: Library, id: CollectionId): Promise<CollectionItem[]> {
  const { db } = inside(library);
  return inOrder(await db.collectionItems.where('collectionId').equals(id).toArray());
}

/** The living assets of a collection in its order, each with its place. */
export async function membersOf(library: Library, id: CollectionId): Promise<{ item: CollectionItem; asset: Asset }[]> {
  const items = await itemsOf(library, id);
  const { db } = inside(library);
  const rows = await db.assets.bulkGet(items.map((item) => item.assetId));
  return items.flatMap((item, i) => {
    const asset = rows[i];
    return asset && asset.deletedAt === 0 ? [{ item, asset }] : [];
  });
}

/** The collections that an asset is in. */
export async function collectionsOf(library: Library, assetId: AssetId): Promise<Collection[]> {
  const { db } = inside(library);
  const items = await db.collectionItems.where('assetId').equals(assetId).toArray();
  const rows = await db.collections.bulkGet(items.map((item) => item.collectionId));
  return rows.filter((row) => row !== undefined);
}

/** The names of the collections that some assets are in, in alphabetical order. */
export async function collectionNames(library: Library, assetIds: readonly AssetId[]): Promise<string[]> {
  const { db } = inside(library);
  const wanted = new Set(assetIds);
  const found = new Set<CollectionId>();
  await db.collectionItems.each(({ assetId, collectionId }) => {
    if (wanted.has(assetId)) found.add(collectionId);
  });
  const rows = await db.collections.bulkGet([...found]);
  return rows.flatMap((row) => row?.name ?? []).sort((a, b) => a.localeCompare(b));
}

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

/** What a card of page "Collections" shows. */
export interface CollectionSummary {
  collection: Collection;
  count: number;
  cover: AssetId | null;
  /** How each of its assets goes out: what is known of it says how many bytes that will be. */
  members: { asset: Asset; profileId: string }[];
}

/** All collections with what is in them, the last made first: the table is in the order of making. */
export async function collectionSummaries(library: Library): Promise<CollectionSummary[]> {
  const collections = await allCollections(library);
  const summaries = await Promise.all(
    collections.map(async (collection) => {
      const members = await membersOf(library, collection.id);
      const chosen = members.find(({ asset }) => asset.id === collection.coverId) ?? members[0];
      return {
        collection,
        count: members.length,
        cover: chosen?.asset.id ?? null,
        members: members.map(({ item, asset }) => ({ asset, profileId: item.profileId ?? collection.profileId })),
      };
    }),
  );
  return summaries.reverse();
}
