import { type Asset, titleOf } from './asset';
import type { AssetId } from './ids';

export const SORT_KEYS = ['newest', 'oldest', 'name', 'size'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the lists of the whole library need of each asset, held by column: a slot is an asset's place in all of them. */
interface Columns {
  readonly length: number;
  clear(): void;
  /** Adds assets or takes in what changed of them. */
  put(assets: readonly Asset[]): void;
  remove(ids: readonly AssetId[]): void;
  has(id: AssetId): boolean;
  ordered(sort: SortKey): AssetId[];
  totalBytes(): number;
}

type Compare = (a: number, b: number) => number;

const GROW_BY = 4096;

/**
 * @param timeOf what "newest" goes by before the id: ids sort by arrival, so living assets need nothing else
 */
export function createColumns(timeOf: (asset: Asset) => number = () => 0): Columns {
  const slotOf = new Map<AssetId, number>();
  let ids: AssetId[] = [];
  let titles: string[] = [];
  let times = new Float64Array(GROW_BY);
  let bytes = new Float64Array(GROW_BY);
  let free: number[] = [];
  const orders = new Map<SortKey, number[]>();

  // People expect "img2" before "img10", and é beside e.
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const value = (column: Float64Array, slot: number) => column[slot] ?? 0;
  const byId: Compare = (a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1);
  const compare: Record<SortKey, Compare> = {
    newest: (a, b) => value(times, b) - value(times, a) || byId(b, a),
    oldest: (a, b) => value(times, a) - value(times, b) || byId(a, b),
    name: (a, b) => collator.compare(titles[a] ?? '', titles[b] ?? '') || byId(a, b),
    size: (a, b) => value(bytes, b) - value(bytes, a) || byId(a, b),
  };

  function takeSlot(): number {
    const slot = free.pop() ?? ids.length;
    if (slot >= times.length) {
      times = grown(times);
      bytes = grown(bytes);
    }
    return slot;
  }

  /** Takes slots out of and into every list that is in order already; both steps walk it once. */
  function patch(out: ReadonlySet<number>, into: readonly number[]): void {
    for (const [sort, order] of orders) {
      const kept = out.size > 0 ? order.filter((slot) => !out.has(slot)) : order;
      orders.set(sort, merged(kept, [...into].sort(compare[sort]), compare[sort]));
    }
  }

  return {
    get length() {
      return slotOf.size;
    },
    clear() {
      slotOf.clear();
      orders.clear();
      ids = [];
      titles = [];
      free = [];
    },
    put(assets) {
      const moved = new Set<number>();
      const slots = new Set<number>();
      for (const asset of assets) {
        const known = slotOf.get(asset.id);
        const slot = known ?? takeSlot();
        const title = titleOf(asset);
        if (known !== undefined) {
          const same = titles[slot] === title && bytes[slot] === asset.bytes && times[slot] === timeOf(asset);
          if (same) continue;
          moved.add(slot);
        }
        slots.add(slot);
        slotOf.set(asset.id, slot);
        ids[slot] = asset.id;
        titles[slot] = title;
        times[slot] = timeOf(asset);
        bytes[slot] = asset.bytes;
      }
      patch(moved, [...slots]);
    },
    remove(gone) {
      const out = new Set<number>();
      for (const id of gone) {
        const slot = slotOf.get(id);
        if (slot === undefined) continue;
        out.add(slot);
        slotOf.delete(id);
      }
      if (out.size === 0) return;
      patch(out, []);
      free.push(...out);
    },
    has: (id) => slotOf.has(id),
    ordered(sort) {
      let order = orders.get(sort);
      if (!order) {
        order = [...slotOf.values()].sort(compare[sort]);
        orders.set(sort, order);
      }
      return order.map((slot) => ids[slot] as AssetId);
    },
    totalBytes() {
      let total = 0;
      for (const slot of slotOf.values()) total += value(bytes, slot);
      return total;
    },
  };
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}

function merged(a: readonly number[], b: readonly number[], compare: Compare): number[] {
  if (b.length === 0) return [...a];
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (compare(left, right) <= 0) {
      result.push(left);
      i++;
    } else {
      result.push(right);
      j++;
    }
  }
  while (i < a.length) result.push(a[i++] as number);
  while (j < b.length) result.push(b[j++] as number);
  return result;
}
