import { type Signal, signal } from '@preact/signals';
import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { onChange } from '../library/changes';
import { library } from './library';

/**
 * The rows that are on the screen, each a signal of its own: read together in one transaction, read again when a verb
 * in any tab names them, and let go when nothing shows them any more.
 */
interface Held {
  row: Signal<Asset | undefined>;
  users: number;
}

const held = new Map<AssetId, Held>();
let wanted = new Set<AssetId>();

onChange((change) => {
  if (change.assets === undefined) return;
  // What was read before the change is not shown after it.
  for (const id of change.assets ?? [...seeds.keys()]) seeds.delete(id);
  for (const id of change.assets ?? held.keys()) if (held.has(id)) want(id);
});

function want(id: AssetId): void {
  if (wanted.size === 0) queueMicrotask(() => void readWanted());
  wanted.add(id);
}

async function readWanted(): Promise<void> {
  const ids = [...wanted];
  wanted = new Set();
  const rows = new Map((await getAssets(library(), ids)).map((asset) => [asset.id, asset]));
  for (const id of ids) {
    const entry = held.get(id);
    if (entry) entry.row.value = rows.get(id);
  }
}

/** Rows that are known already (the first page, read by an index) need not be read twice. */
export function seedRows(assets: readonly Asset[]): void {
  for (const asset of assets) {
    const entry = held.get(asset.id);
    if (entry) entry.row.value = asset;
    else seeds.set(asset.id, asset);
  }
}

const seeds = new Map<AssetId, Asset>();

/** Takes hold of a row; undefined until it is read, or where it is gone. Every hold is let go once. */
export function holdRow(id: AssetId): Signal<Asset | undefined> {
  let entry = held.get(id);
  if (!entry) {
    const seed = seeds.get(id);
    seeds.delete(id);
    entry = { row: signal(seed), users: 0 };
    held.set(id, entry);
    if (!seed) want(id);
  }
  entry.users++;
  return entry.row;
}

export function letGoRow(id: AssetId): void {
  const entry = held.get(id);
  if (!entry) return;
  entry.users--;
  if (entry.users === 0) held.delete(id);
}
