import type { Asset } from '../domain/asset';
import { type Collection, type CollectionItem, inOrder } from '../domain/collection';
import type { AssetId, CollectionId } from '../domain/ids';
import { inside } from './db';
import type { Library } from './library';

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
