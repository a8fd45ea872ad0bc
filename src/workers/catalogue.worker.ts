import { expose } from 'comlink';
import { type FieldValue, isList } from '../domain/field';
import type { AssetId } from '../domain/ids';
import { type ColumnId, parseColumnSort } from '../domain/list-columns';
import { packIds } from '../domain/packed-ids';
import type { Counts, Query } from '../domain/scope';
import type { FieldTypes } from '../fields';
import { allAssets, getAssets } from '../library/assets';
import { allCategories } from '../library/categories';
import { type Change, onChange } from '../library/changes';
import { itemsOf } from '../library/collections';
import { type Library, openLibrary } from '../library/library';
import { notesByAsset } from '../library/notes';
import { createCatalogue } from './catalogue';
import { columnOrder } from './column-order';

/** How long changes are gathered before the lists are put in order again: an upload brings many in a row. */
const GATHER_MS = 120;

const catalogue = createCatalogue();
let library: Promise<Library> | undefined;
/** What the fields are: how their values are ordered, and by which words they are found. */
let types: FieldTypes = {};
let tell: () => void = () => {};
let gathered: Change | undefined;
/** Everything runs one after another: a list is never read half changed. */
let queue: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  queue = queue.then(work, work);
  return queue;
}

async function load(): Promise<void> {
  if (!library) return;
  lastOrder = undefined;
  const opened = await library;
  catalogue.clear();
  catalogue.setCategories(await allCategories(opened));
  if (catalogue.searching) catalogue.setNotes(await notesByAsset(opened));
  for await (const batch of allAssets(opened)) catalogue.put(batch);
}

async function refresh({ assets, categories, notes }: Change): Promise<void> {
  if (!library) return;
  const opened = await library;
  if (categories) catalogue.setCategories(await allCategories(opened));
  // The names of categories and the words of notes are in the index: there everything is read again.
  if (assets === null || (categories && catalogue.searching)) return load();
  if (!assets) return;
  lastOrder = undefined;
  if (notes && catalogue.searching) catalogue.setNotes(await notesByAsset(opened));
  const rows = await getAssets(opened, assets);
  const gone = new Set(assets);
  for (const row of rows) gone.delete(row.id);
  catalogue.remove([...gone]);
  catalogue.put(rows);
}

function gather(change: Change): void {
  if (change.assets === undefined && !change.categories && !change.notes && !change.collections) return;
  if (gathered) {
    gathered = joined(gathered, change);
    return;
  }
  gathered = change;
  setTimeout(() => {
    const all = gathered;
    gathered = undefined;
    if (all) void inTurn(() => refresh(all)).then(() => tell());
  }, GATHER_MS);
}

function joined(a: Change, b: Change): Change {
  const assets =
    a.assets === null || b.assets === null ? null : [...new Set([...(a.assets ?? []), ...(b.assets ?? [])])];
  return { assets, categories: a.categories ?? b.categories, notes: a.notes ?? b.notes };
}

/** The order by a column that was asked for last; the next change of anything makes it stale. */
let lastOrder: { sort: string; ids: AssetId[] } | undefined;

/** Reads the whole library for a column: a fifth of a second for ten thousand assets, and only where it is asked for. */
async function putInOrder(
  sort: string,
  { column, descending }: { column: ColumnId; descending: boolean },
): Promise<void> {
  if (!library || lastOrder?.sort === sort) return;
  const order = columnOrder(column, descending, types);
  for await (const batch of allAssets(await library)) order.add(batch);
  lastOrder = { sort, ids: order.ids() };
}

/** More than anybody reads; a thousand cross to the page in under a millisecond. */
const MOST_SUGGESTIONS = 1000;

function count(counts: Map<string, Map<string, number>>, id: string, value: FieldValue): void {
  if (!isList(value)) return;
  const items = counts.get(id) ?? new Map<string, number>();
  counts.set(id, items);
  for (const item of value) items.set(item, (items.get(item) ?? 0) + 1);
}

function takeTypes(all: FieldTypes): void {
  types = all;
  lastOrder = undefined;
  catalogue.setFieldTypes(all);
}

const api = {
  /**
   * Reads the library and keeps in step with it.
   * @param fieldTypes see setFieldTypes
   * @param changed called after each change has been taken in
   */
  async start(name: string, fieldTypes: FieldTypes, changed: () => void): Promise<void> {
    takeTypes(fieldTypes);
    tell = changed;
    library = openLibrary({ name });
    onChange(gather);
    await inTurn(load);
  },

  /** The types of all fields, where one was made, changed or taken away since. */
  async setFieldTypes(fieldTypes: FieldTypes): Promise<void> {
    takeTypes(fieldTypes);
    if (catalogue.searching) await inTurn(load);
    tell();
  },

  /** The ids that a query finds, in its order, packed (see packed-ids.ts). */
  async ordered(query: Query): Promise<string> {
    if (query.text.trim() !== '' && !catalogue.searching) {
      catalogue.startSearching();
      void inTurn(load);
    }
    if (query.scope.type === 'collection') {
      if (!library) return '';
      const items = await itemsOf(await library, query.scope.id);
      await queue;
      return packIds(
        catalogue.ordered(
          query,
          items.map((item) => item.assetId),
        ),
      );
    }
    const order = parseColumnSort(query.sort);
    if (order) await inTurn(() => putInOrder(query.sort, order));
    await queue;
    return packIds(catalogue.ordered(query, order && lastOrder?.ids));
  },

  /** Items that list fields hold already, by field id, the most used first. */
  async suggestions(): Promise<Map<string, string[]>> {
    if (!library) return new Map();
    const counts = new Map<string, Map<string, number>>();
    for await (const batch of allAssets(await library)) {
      for (const { fields } of batch) for (const [id, value] of Object.entries(fields)) count(counts, id, value);
    }
    const byUse = (items: Map<string, number>) =>
      [...items].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([item]) => item);
    return new Map([...counts].map(([id, items]) => [id, byUse(items).slice(0, MOST_SUGGESTIONS)]));
  },

  async counts(): Promise<Counts> {
    await queue;
    return catalogue.counts();
  },
};

export type CatalogueApi = typeof api;

expose(api);
