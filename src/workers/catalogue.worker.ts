import { expose } from 'comlink';
import { createColumns, type SortKey } from '../domain/columns';
import type { AssetId } from '../domain/ids';
import { packIds } from '../domain/packed-ids';
import { allAssets, getAssets } from '../library/assets';
import { onChange } from '../library/changes';
import { type Library, openLibrary } from '../library/db';

/** How long changes are gathered before the lists are put in order again: an upload brings many in a row. */
const GATHER_MS = 120;

const columns = createColumns();
let library: Promise<Library> | undefined;
let tell: () => void = () => {};
let gathering: Set<AssetId> | undefined;

async function load(): Promise<void> {
  if (!library) return;
  columns.clear();
  for await (const batch of allAssets(await library)) columns.put(batch);
}

async function refresh(ids: AssetId[]): Promise<void> {
  if (!library) return;
  const rows = await getAssets(await library, ids);
  const living = rows.filter((row) => row.deletedAt === 0);
  const gone = new Set(ids);
  for (const row of living) gone.delete(row.id);
  columns.remove([...gone]);
  columns.put(living);
}

function gather(ids: AssetId[] | null): void {
  if (ids === null) {
    loaded = load().then(() => tell());
    return;
  }
  if (gathering) {
    for (const id of ids) gathering.add(id);
    return;
  }
  gathering = new Set(ids);
  setTimeout(() => {
    const changed = [...(gathering ?? [])];
    gathering = undefined;
    loaded = loaded.then(() => refresh(changed)).then(() => tell());
  }, GATHER_MS);
}

let loaded: Promise<void> = Promise.resolve();

const api = {
  /**
   * Reads the library into columns and keeps them in step.
   * @param changed called after each change has been taken in
   */
  async start(name: string, changed: () => void): Promise<void> {
    tell = changed;
    library = openLibrary({ name });
    onChange((change) => {
      if (change.assets !== undefined) gather(change.assets);
    });
    loaded = load();
    await loaded;
  },

  /** The ids of all living assets in an order, packed (see packed-ids.ts). */
  async ordered(sort: SortKey): Promise<string> {
    await loaded;
    return packIds(columns.ordered(sort));
  },

  /** How many bytes the living assets' originals add up to, equal ones counted once for each asset. */
  async totalBytes(): Promise<number> {
    await loaded;
    return columns.totalBytes();
  },
};

export type CatalogueApi = typeof api;

expose(api);
