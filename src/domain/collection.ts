import type { AssetId, CollectionId, CollectionItemId } from './ids';

/** Assets that somebody put together, in an order of their own. */
export interface Collection {
  id: CollectionId;
  name: string;
  /** An export profile's id, or "original": how its assets go out. */
  profileId: string;
  /** The asset that stands for it; null takes the first. */
  coverId: AssetId | null;
  createdAt: number;
  updatedAt: number;
}

/** An asset's place in a collection. */
export interface CollectionItem {
  id: CollectionItemId;
  collectionId: CollectionId;
  assetId: AssetId;
  /** Position among the others; numbers may be missing between two. */
  order: number;
  /** How this one goes out; null goes as the collection. */
  profileId: string | null;
}

/** An asset is in a collection once: the id says which pair it is. */
export function itemId(collectionId: CollectionId, assetId: AssetId): CollectionItemId {
  return `${collectionId}${assetId}` as CollectionItemId;
}

/** In the collection's order. */
export function inOrder(items: readonly CollectionItem[]): CollectionItem[] {
  return [...items].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * The order after some items were taken out and put in again together.
 * @param index where among the items that stay the first of them goes
 */
export function moved(ids: readonly AssetId[], taken: readonly AssetId[], index: number): AssetId[] {
  const going = new Set(taken);
  const rest = ids.filter((id) => !going.has(id));
  const at = Math.max(0, Math.min(index, rest.length));
  return [...rest.slice(0, at), ...ids.filter((id) => going.has(id)), ...rest.slice(at)];
}
