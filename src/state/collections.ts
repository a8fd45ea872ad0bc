import { computed } from '@preact/signals';
import type { Collection, CollectionItem } from '../domain/collection';
import type { AssetId } from '../domain/ids';
import type { Change } from '../library/changes';
import {
  allCollections,
  type CollectionSummary,
  collectionNames,
  collectionSummaries,
  collectionsOf,
  itemsOf,
} from '../library/collections';
import { library } from './library';
import { live, liveBy } from './live';
import { route } from './route';

export type { CollectionSummary } from '../library/collections';

const ofCollections = (change: Change) => Boolean(change.collections);

/** All collections by name; undefined until they are read. */
export const collections = live<readonly Collection[] | undefined>(undefined, {
  read: async () => (await allCollections(library())).sort((a, b) => a.name.localeCompare(b.name)),
  dependsOn: ofCollections,
});

/** What page "Collections" shows. */
export const summaries = live<readonly CollectionSummary[] | undefined>(undefined, {
  read: () => collectionSummaries(library()),
  dependsOn: (change) => ofCollections(change) || change.assets !== undefined,
});

const openId = computed(() => (route.value.page === 'collection' ? route.value.id : undefined));

/** The collection whose page is open; undefined elsewhere, or where it is gone. */
export const openCollection = computed(() => collections.value?.find((each) => each.id === openId.value));

const NO_ITEMS: ReadonlyMap<AssetId, CollectionItem> = new Map();

/** The open collection's items by their asset. */
export const openItems = live(NO_ITEMS, {
  read: async () => {
    const id = openId.peek();
    return id ? new Map((await itemsOf(library(), id)).map((item) => [item.assetId, item])) : NO_ITEMS;
  },
  dependsOn: ofCollections,
  by: openId,
});

/** The collections that an asset is in. */
export const collectionsWith = liveBy([] as readonly Collection[], (id: AssetId) => ({
  read: () => collectionsOf(library(), id),
  dependsOn: ofCollections,
}));

/** Names of the collections that any of some assets is in now. */
export const namesOfCollectionsWith = (ids: readonly AssetId[]) => collectionNames(library(), ids);
