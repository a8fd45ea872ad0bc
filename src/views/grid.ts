import { computed, effect, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { AssetId } from '../domain/ids';
import { type PackedIds, packIds, unpackIds } from '../domain/packed-ids';
import { firstAssets } from '../library/assets';
import { LIBRARY_NAME } from '../library/db';
import type { CatalogueApi } from '../workers/catalogue.worker';
import { library } from './library';
import { sortBy } from './preferences';
import { seedRows } from './rows';

/** What the page's list shows: at first the newest rows from an index, then everything from the catalogue. */
interface Listing {
  ids: PackedIds;
  /** False while there may be more than the first rows. */
  complete: boolean;
}

const FIRST_ROWS = 60;

const listing = signal<Listing | undefined>(undefined);

/** Undefined until the first rows are there. */
export const gridIds = computed(() => listing.value?.ids);
/** How many assets there are; undefined until it is known. */
export const gridTotal = computed(() => (listing.value?.complete ? listing.value.ids.length : undefined));
/** Bytes of all living assets' originals. */
export const gridBytes = signal(0);

let catalogue: Remote<CatalogueApi> | undefined;
let asked = 0;

/** Reads the first rows, then starts the catalogue when the page has drawn them. */
export async function startGrid(): Promise<void> {
  const sort = sortBy.peek();
  if (sort === 'newest' || sort === 'oldest') {
    const rows = await firstAssets(library(), { limit: FIRST_ROWS, oldestFirst: sort === 'oldest' });
    seedRows(rows);
    const ids = unpackIds(packIds(rows.map((row) => row.id)));
    listing.value = { ids, complete: rows.length < FIRST_ROWS };
  }
  whenIdle(() => void startCatalogue());
}

/** After the first frame, so that reading the whole library does not stand in its way. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200);
}

async function startCatalogue(): Promise<void> {
  const { proxy, wrap } = await import('comlink');
  const worker = new Worker(new URL('../workers/catalogue.worker.ts', import.meta.url), {
    type: 'module',
    name: 'catalogue',
  });
  catalogue = wrap<CatalogueApi>(worker);
  await catalogue.start(
    LIBRARY_NAME,
    proxy(() => void refresh()),
  );
  effect(() => {
    sortBy.value;
    void refresh();
  });
}

async function refresh(): Promise<void> {
  if (!catalogue) return;
  const ask = ++asked;
  const [packed, bytes] = await Promise.all([catalogue.ordered(sortBy.peek()), catalogue.totalBytes()]);
  // An answer to an older question must not come after the newer one's.
  if (ask !== asked) return;
  listing.value = { ids: unpackIds(packed), complete: true };
  gridBytes.value = bytes;
}

/** Which asset the keyboard is on. */
export const focusedId = signal<AssetId | null>(null);

/** Asks the grid to bring the asset with the keyboard into sight and give it the focus: raised for each time. */
export const focusWanted = signal(0);
