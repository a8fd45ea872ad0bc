import type { Asset } from '../domain/asset';
import { type Category, categoryPath, rooted, withDescendants } from '../domain/category';
import { createColumns, SORT_KEYS } from '../domain/columns';
import type { AssetId, CategoryId } from '../domain/ids';
import type { Counts, Query } from '../domain/scope';
import type { FieldTypes } from '../fields';
import { createSearchIndex, type SearchIndex } from './search-index';

/**
 * The whole library as the lists need it: living and deleted assets by column, who is in which category, and the words
 * by which they are found. The index of words is built when it is first asked for.
 */
interface Catalogue {
  clear(): void;
  /** Adds assets or takes in what changed of them. */
  put(assets: readonly Asset[]): void;
  /** Assets that are gone for good. */
  remove(ids: readonly AssetId[]): void;
  setCategories(categories: readonly Category[]): void;
  /** By which words values are found: of the assets that are put next. */
  setFieldTypes(types: FieldTypes): void;
  /** @param order ids in an order that the columns do not have: by another column, or a collection's */
  ordered(query: Query, order?: readonly AssetId[]): AssetId[];
  counts(): Counts;
  /** Whether words are looked for yet. */
  readonly searching: boolean;
  /** Begins to keep the words of assets: every asset must be put again after it. */
  startSearching(): void;
  /** Notes of the assets that are put next. */
  setNotes(notes: ReadonlyMap<AssetId, readonly string[]>): void;
}

export function createCatalogue(): Catalogue {
  const living = createColumns();
  /** In Deleted the newest is the last deleted. */
  const deleted = createColumns((asset) => asset.deletedAt);
  const inCategories = new Map<AssetId, readonly CategoryId[]>();
  let categories: readonly Category[] = [];
  let paths = new Map<string, string>();
  let words: SearchIndex | undefined;
  let types: FieldTypes = {};
  let notes: ReadonlyMap<AssetId, readonly string[]> = new Map();

  function membersOf(id: CategoryId): Set<AssetId> {
    const wanted = withDescendants(categories, id);
    const members = new Set<AssetId>();
    for (const [asset, ids] of inCategories) if (ids.some((each) => wanted.has(each))) members.add(asset);
    return members;
  }

  function countCategories(): Map<CategoryId, number> {
    const parentOf = new Map(categories.map((each) => [each.id, each.parentId]));
    const counts = new Map<CategoryId, number>();
    for (const ids of inCategories.values()) {
      // Each category above counts the asset once, however many of its children it is in.
      const above = new Set<CategoryId>();
      for (const id of ids) {
        for (let at: CategoryId | null | undefined = id; at && !above.has(at); at = parentOf.get(at)) above.add(at);
      }
      for (const id of above) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }

  return {
    clear() {
      living.clear();
      deleted.clear();
      inCategories.clear();
    },
    put(assets) {
      const alive = assets.filter((asset) => asset.deletedAt === 0);
      const dead = assets.filter((asset) => asset.deletedAt > 0);
      deleted.remove(alive.map((asset) => asset.id));
      living.remove(dead.map((asset) => asset.id));
      living.put(alive);
      deleted.put(dead);
      for (const asset of alive) {
        if (asset.categoryIds.length > 0) inCategories.set(asset.id, asset.categoryIds);
        else inCategories.delete(asset.id);
      }
      for (const asset of dead) inCategories.delete(asset.id);
      words?.put(assets, { notes, types, categoryName: (id) => paths.get(id) ?? '' });
    },
    remove(ids) {
      living.remove(ids);
      deleted.remove(ids);
      for (const id of ids) inCategories.delete(id);
      words?.remove(ids);
    },
    setCategories(all) {
      categories = rooted(all);
      paths = new Map(categories.map((each) => [each.id, categoryPath(categories, each.id)]));
    },
    setFieldTypes(all) {
      types = all;
    },
    ordered({ scope, sort, text }, order) {
      const listed = scope.type === 'deleted' ? deleted : living;
      // A collection has an order of its own, which no sorting takes the place of.
      if (scope.type === 'collection') {
        const found = words?.find(text);
        return (order ?? []).filter((id) => living.has(id) && (found?.has(id) ?? true));
      }
      const key = SORT_KEYS.find((each) => each === sort) ?? 'newest';
      const ids = order ? order.filter((id) => listed.has(id)) : listed.ordered(key);
      const members = scope.type === 'category' ? membersOf(scope.id) : undefined;
      const found = words?.find(text);
      if (!members && !found) return ids;
      return ids.filter((id) => (members?.has(id) ?? true) && (found?.has(id) ?? true));
    },
    counts: () => ({
      living: living.length,
      deleted: deleted.length,
      bytes: living.totalBytes(),
      categories: countCategories(),
    }),
    get searching() {
      return words !== undefined;
    },
    startSearching() {
      words = createSearchIndex();
    },
    setNotes(all) {
      notes = all;
    },
  };
}
