import { computed, signal } from '@preact/signals';
import type { Collection, CollectionItem } from '../domain/collection';
import type { AssetId } from '../domain/ids';
import { onChange } from '../library/changes';
import { allCollections, type CollectionSummary, collectionSummaries, itemsOf } from '../library/collections';
import { library } from './library';
import { route } from './route';

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
