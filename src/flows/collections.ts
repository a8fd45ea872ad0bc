import { computed, signal } from '@preact/signals';
import type { Collection, CollectionItem } from '../domain/collection';
import type { AssetId, CollectionId } from '../domain/ids';
import { onChange } from '../library/changes';
import {
  addToCollection,
  allCollections,
  type Collected,
  type CollectionSummary,
  collectionSummaries,
  deleteCollection,
  editCollection,
  itemsOf,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from '../library/collections';
import type { Library } from '../library/db';
import { library } from '../state/library';
import { go, route } from '../state/route';
import { unselect } from '../state/selection';
import { butGone } from './gone';
import { change } from './undo';

const assets = (count: number) => (count === 1 ? '1 asset' : `${count.toLocaleString()} assets`);

/** All collections by name; undefined until they are read. */
export const collections = signal<readonly Collection[] | undefined>(undefined);
/** What page "Collections" shows; read while it is open. */
export const summaries = signal<readonly CollectionSummary[] | undefined>(undefined);

/** The collection whose page is open; undefined elsewhere, or where it is gone. */
export const openCollection = computed(() => {
  const current = route.value;
  return current.page === 'collection' ? collections.value?.find((each) => each.id === current.id) : undefined;
});

/** The open collection's items by their asset. */
export const openItems = signal<ReadonlyMap<AssetId, CollectionItem>>(new Map());

let watching = false;

/** Reads the collections and keeps them in step with every tab. */
export async function watchCollections(): Promise<void> {
  if (watching) return;
  watching = true;
  const read = async () => {
    const all = await allCollections(library());
    collections.value = all.sort((a, b) => a.name.localeCompare(b.name));
    await readOpenItems();
  };
  onChange((changed) => {
    if (changed.collections) void read();
    if ((changed.collections || changed.assets !== undefined) && summaries.peek()) void loadSummaries();
  });
  route.subscribe(() => void readOpenItems());
  await read();
}

async function readOpenItems(): Promise<void> {
  const current = route.peek();
  const items = current.page === 'collection' ? await itemsOf(library(), current.id) : [];
  // Somebody may have gone on meanwhile.
  if (route.peek() === current) openItems.value = new Map(items.map((item) => [item.assetId, item]));
}

export async function loadSummaries(): Promise<void> {
  summaries.value = await collectionSummaries(library());
}

/** Lets the summaries go when their page is left. */
export function forgetSummaries(): void {
  summaries.value = undefined;
}

const nameOf = (id: CollectionId) => collections.peek()?.find((each) => each.id === id)?.name ?? '';

/**
 * @param profileId how the added assets go out; null goes as the collection
 * @returns whether it was done
 */
export async function addMany(ids: readonly AssetId[], to: CollectionId, profileId: string | null): Promise<boolean> {
  const work = (own: Library) => addToCollection(own, ids, { to, profileId });
  const done = ({ name, count }: Collected) => `${assets(count)} in “${name}”.${butGone(ids.length, count)}`;
  return change(work, done, 'Nothing was added.');
}

/** Makes a collection, with assets in it where some are given. @returns its id; undefined where it failed */
export async function makeCollection(
  name: string,
  profileId: string,
  ids: readonly AssetId[] = [],
): Promise<CollectionId | undefined> {
  let made: CollectionId | undefined;
  const work = async (own: Library) => {
    const collected = await addToCollection(own, ids, { to: { name, profileId } });
    made = collected.id;
    return collected;
  };
  const done = ({ count }: Collected) =>
    count > 0
      ? `${assets(count)} in the new collection “${name}”.${butGone(ids.length, count)}`
      : `Collection “${name}” was made.`;
  await change(work, done, 'The collection was not made.');
  return made;
}

export async function takeOut(id: CollectionId, ids: readonly AssetId[]): Promise<void> {
  const done = (count: number) =>
    count > 0
      ? `${assets(count)} taken out of “${nameOf(id)}”. They are still in the library.`
      : `They were not in “${nameOf(id)}” any more.`;
  if (await change((own) => removeFromCollection(own, id, ids), done, 'Nothing was taken out.')) unselect(ids);
}

export async function placeIn(id: CollectionId, ids: readonly AssetId[], index: number): Promise<void> {
  await change((own) => moveInCollection(own, id, ids, index), null, 'The order was not changed.');
}

export async function changeCollection(
  id: CollectionId,
  settings: Partial<Pick<Collection, 'name' | 'profileId' | 'coverId'>>,
): Promise<boolean> {
  const done = settings.coverId ? 'The cover was changed.' : null;
  return change((own) => editCollection(own, id, settings), done, 'The collection was not changed.');
}

export async function chooseItemProfile(id: CollectionId, assetId: AssetId, profileId: string | null): Promise<void> {
  await change((own) => setItemProfile(own, id, assetId, profileId), null, 'The export profile was not changed.');
}

export async function dropCollection(id: CollectionId): Promise<void> {
  const done = (name: string) => `Collection “${name}” was deleted. Its assets are still here.`;
  const current = route.peek();
  const gone = await change((own) => deleteCollection(own, id), done, 'The collection was not deleted.');
  if (gone && current.page === 'collection' && current.id === id) go({ page: 'collections' });
}
