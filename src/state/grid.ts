import { computed, effect, signal } from '@preact/signals';
import type { AssetId } from '../domain/ids';
import type { ColumnSort } from '../domain/list-columns';
import { type PackedIds, packIds, unpackIds } from '../domain/packed-ids';
import type { Counts, Query, Scope } from '../domain/scope';
import { type Bridge, proxy, type Remote } from '../jobs/bridge';
import { type CatalogueApi, startCatalogueWorker } from '../jobs/catalogue';
import { firstAssets } from '../library/assets';
import { LIBRARY_NAME } from '../library/library';
import { allFields } from './installation';
import { library } from './library';
import { listSort, listView, sortBy } from './preferences';
import { route } from './route';
import { seedRows } from './rows';

/** What the page's list shows: at first the newest rows from an index, then everything from the catalogue. */
interface Listing {
  ids: PackedIds;
  /** False while there may be more than the first rows. */
  complete: boolean;
  /** Which question it answers. */
  key: string;
  /** The words that were looked for. */
  text: string;
}

const FIRST_ROWS = 60;

/** What somebody looks for in "Search assets". */
export const searchText = signal('');

const scope = computed<Scope>(() => {
  const current = route.value;
  if (current.page === 'category') return { type: 'category', id: current.id };
  if (current.page === 'collection') return { type: 'collection', id: current.id };
  return { type: current.page === 'deleted' ? 'deleted' : 'living' };
});

const query = computed<Query>(() => {
  const column =
    listView.value === 'list' && scope.value.type !== 'deleted' && scope.value.type !== 'collection'
      ? (listSort.value as ColumnSort)
      : '';
  return { scope: scope.value, sort: column || sortBy.value, text: searchText.value.trim() };
});

/** A list of another page is not shown in its place; another order of the same page is, until the new one is there. */
const keyOf = ({ scope }: Query) => JSON.stringify(scope);

/** Names what is listed: a selection does not outlive it, so that nobody changes what they do not see. */
export const pageKey = computed(() => `${keyOf(query.value)} ${query.value.text}`);

const listing = signal<Listing | undefined>(undefined);
const current = computed(() => (listing.value?.key === keyOf(query.value) ? listing.value : undefined));

/** Whether the list is the whole answer to what is asked now: not the first rows, nor what was found before. */
const answered = computed(() => current.value?.complete === true && current.value.text === query.value.text);

/**
 * All that the page lists, as soon as it is the answer to what was asked when this was called: who types and at once selects
 * everything means what the words find, not what the page still shows.
 * @returns undefined where something else was asked meanwhile
 */
export function wholeAnswer(): Promise<PackedIds | undefined> {
  const asked = pageKey.peek();
  const { promise, resolve } = Promise.withResolvers<PackedIds | undefined>();
  const stop = effect(() => {
    if (pageKey.value !== asked) resolve(undefined);
    else if (answered.value) resolve(gridIds.value);
  });
  return promise.finally(stop);
}

/** Undefined until the first rows are there. */
export const gridIds = computed(() => current.value?.ids);
/** How many assets the page has; undefined until it is known. */
export const gridTotal = computed(() => (current.value?.complete ? current.value.ids.length : undefined));
/** How many stand where; undefined until the catalogue has read the library. */
export const counts = signal<Counts | undefined>(undefined);
/** Whether the library has no living asset; undefined until it is known. */
export const libraryIsEmpty = computed(() => {
  if (counts.value) return counts.value.living === 0;
  return listing.value?.complete && listing.value.key === LIVING ? listing.value.ids.length === 0 : undefined;
});

const LIVING = keyOf({ scope: { type: 'living' }, sort: 'newest', text: '' });

let catalogue: Bridge<CatalogueApi> | undefined;
/** It reads the whole library, a few seconds for a hundred thousand assets; what takes so long is stuck. */
const CATALOGUE_DEADLINE_MS = 600_000;
/** A catalogue that died is started anew, but not for ever. */
let startsLeft = 4;
let restarting: Promise<void> | undefined;
let asked = 0;

/** Reads the first rows, then starts the catalogue when the page has drawn them. */
export async function startGrid(): Promise<void> {
  const { sort, scope } = query.peek();
  if (scope.type === 'living' && (sort === 'newest' || sort === 'oldest')) {
    const rows = await firstAssets(library(), { limit: FIRST_ROWS, oldestFirst: sort === 'oldest' });
    seedRows(rows);
    const ids = unpackIds(packIds(rows.map((row) => row.id)));
    listing.value = { ids, complete: rows.length < FIRST_ROWS, key: LIVING, text: '' };
  }
  whenIdle(() => void startCatalogue());
}

/** After the first frame, so that reading the whole library does not stand in its way. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200);
}

/** What each field is, by its id. */
const fieldTypes = computed(() => Object.fromEntries(allFields.value.map(({ id, type }) => [id, type])));

async function startCatalogue(): Promise<void> {
  let sent = fieldTypes.peek();
  await runCatalogue();
  effect(() => {
    const now = fieldTypes.value;
    if (now === sent) return;
    sent = now;
    void ask((api) => api.setFieldTypes(now));
  });
  effect(() => {
    query.value;
    void refresh();
  });
}

async function runCatalogue(): Promise<void> {
  startsLeft--;
  const bridge = startCatalogueWorker();
  catalogue = bridge;
  const types = fieldTypes.peek();
  const changed = proxy(() => void refresh());
  await bridge.call((api) => api.start(LIBRARY_NAME, types, changed), { deadlineMs: CATALOGUE_DEADLINE_MS });
}

/** Asks the catalogue; one that died meanwhile is replaced and asked again. */
async function ask<T>(question: (api: Remote<CatalogueApi>) => Promise<T>): Promise<T | undefined> {
  const asking = catalogue;
  if (!asking) return undefined;
  try {
    return await asking.call(question, { deadlineMs: CATALOGUE_DEADLINE_MS });
  } catch (error) {
    if (!asking.dead || startsLeft === 0) throw error;
    if (catalogue === asking) restarting ??= runCatalogue().finally(() => (restarting = undefined));
    await restarting;
    return ask(question);
  }
}

/** Items that list fields hold already, by field id. */
export async function listSuggestions(): Promise<ReadonlyMap<string, string[]>> {
  return (await ask((api) => api.suggestions())) ?? new Map();
}

async function refresh(): Promise<void> {
  const turn = ++asked;
  const question = query.peek();
  const [packed, counted] = await Promise.all([ask((api) => api.ordered(question)), ask((api) => api.counts())]);
  // An answer to an older question must not come after the newer one's.
  if (turn !== asked || packed === undefined || counted === undefined) return;
  listing.value = { ids: unpackIds(packed), complete: true, key: keyOf(question), text: question.text };
  counts.value = counted;
}

/** Which asset the keyboard is on. */
export const focusedId = signal<AssetId | null>(null);

/** Asks the grid to bring the asset with the keyboard into sight and give it the focus: raised for each time. */
export const focusWanted = signal(0);
