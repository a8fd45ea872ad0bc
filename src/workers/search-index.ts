import MiniSearch from 'minisearch';
import type { Asset } from '../domain/asset';
import { valuesOf } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import { type FieldTypes, fieldTypeOf } from '../fields';
import { queryWords, wordsOf } from '../text/words';

interface Entry {
  id: AssetId;
  text: string;
}

/** What is said of assets elsewhere than in their rows. */
export interface Around {
  notes: ReadonlyMap<AssetId, readonly string[]>;
  types: FieldTypes;
  categoryName: (id: string) => string;
}

/** Words and beginnings of words of everything that is said of assets. */
export interface SearchIndex {
  /** Adds assets or takes in what changed of them. */
  put(assets: readonly Asset[], around: Around): void;
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
    put(assets, around) {
      for (const asset of assets) {
        const entry = { id: asset.id, text: textOf(asset, around) };
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

function textOf(asset: Asset, { notes, types, categoryName }: Around): string {
  const parts = [asset.fileName, ...(notes.get(asset.id) ?? []), ...asset.categoryIds.map(categoryName)];
  for (const [id, value] of Object.entries(valuesOf(asset))) parts.push(...fieldTypeOf(id, value, types).words(value));
  return parts.join(' ');
}
