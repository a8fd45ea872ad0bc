import MiniSearch from 'minisearch';
import type { Asset } from '../domain/asset';
import { isPlace } from '../domain/field';
import { valuesOf } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import { queryWords, wordsOf } from '../text/words';

interface Entry {
  id: AssetId;
  text: string;
}

/** Words and beginnings of words of everything that is said of assets. */
export interface SearchIndex {
  /** Adds assets or takes in what changed of them. */
  put(
    assets: readonly Asset[],
    notes: ReadonlyMap<AssetId, readonly string[]>,
    categoryName: (id: string) => string,
  ): void;
  remove(ids: readonly AssetId[]): void;
  /** The assets that have every word of a query, each at least as a beginning; undefined where it has no words. */
  find(query: string): ReadonlySet<AssetId> | undefined;
}

export function createSearchIndex(): SearchIndex {
  const index = new MiniSearch<Entry>({
    fields: ['text'],
    tokenize: wordsOf,
    // The words are folded already.
    processTerm: (term) => term,
  });
  return {
    put(assets, notes, categoryName) {
      for (const asset of assets) {
        const entry = { id: asset.id, text: textOf(asset, notes.get(asset.id) ?? [], categoryName) };
        if (index.has(asset.id)) index.replace(entry);
        else index.add(entry);
      }
    },
    remove(ids) {
      for (const id of ids) if (index.has(id)) index.discard(id);
    },
    find(query) {
      const words = queryWords(query);
      if (words.length === 0) return undefined;
      const results = index.search(words.join(' '), {
        tokenize: () => words,
        prefix: true,
        combineWith: 'AND',
      });
      return new Set(results.map((result) => result.id as AssetId));
    },
  };
}

function textOf(asset: Asset, notes: readonly string[], categoryName: (id: string) => string): string {
  const parts = [asset.fileName, ...notes, ...asset.categoryIds.map(categoryName)];
  for (const value of Object.values(valuesOf(asset))) {
    if (typeof value === 'string') parts.push(value);
    else if (Array.isArray(value)) parts.push(...value);
    else if (isPlace(value)) parts.push(value.name);
  }
  return parts.join(' ');
}
