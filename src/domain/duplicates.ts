import type { Asset } from './asset';
import { type FieldValue, isEmpty, isList } from './field';
import { valuesOf } from './field-values';
import type { AssetId } from './ids';

/** How a picture looks, in 64 bits, the upper half and the lower: alike pictures differ in few of them. */
export type Look = readonly [upper: number, lower: number];

/** Pixels that a look is taken from: each is compared with the one on its right. */
export const LOOK_WIDTH = 9;
export const LOOK_HEIGHT = 8;
/** A picture whose lightest and darkest spots are nearer than this has no look: all plain ones would be alike. */
const LEAST_RANGE = 24;

/**
 * The difference hash of a picture ("dHash", N. Krawetz, 2013).
 * @param luma of LOOK_WIDTH × LOOK_HEIGHT pixels, row by row, 0 to 255
 * @returns null where it says too little
 */
export function lookOf(luma: ArrayLike<number>): Look | null {
  const bits: number[] = [];
  let [least, most] = [255, 0];
  for (let y = 0; y < LOOK_HEIGHT; y++) {
    for (let x = 0; x < LOOK_WIDTH; x++) {
      const here = luma[y * LOOK_WIDTH + x] ?? 0;
      least = Math.min(least, here);
      most = Math.max(most, here);
      if (x < LOOK_WIDTH - 1) bits.push(here < (luma[y * LOOK_WIDTH + x + 1] ?? 0) ? 1 : 0);
    }
  }
  if (most - least < LEAST_RANGE) return null;
  const word = (from: number) => bits.slice(from, from + 32).reduce((sum, bit) => ((sum << 1) | bit) >>> 0, 0);
  return [word(0), word(32)];
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}

/** So many bits of 64 may differ in what is the same picture, smaller, lighter or saved anew. */
const MOST_BITS = 4;
/** And so much its sides, as a part of their ratio. */
const MOST_STRETCH = 0.02;

const alike = (one: Look, other: Look) => ones(one[0] ^ other[0]) + ones(one[1] ^ other[1]) <= MOST_BITS;

/** Assets that are the same: byte for byte, or as pictures. */
export interface Duplicates {
  type: 'bytes' | 'picture';
  /** The one that is best kept comes first: of most pixels, then that came first. */
  assets: Asset[];
}

/**
 * Which of some assets are the same.
 * @param looks of those that are pictures, where they have one
 */
export function duplicatesAmong(assets: readonly Asset[], looks: ReadonlyMap<AssetId, Look>): Duplicates[] {
  const parents = new Map<AssetId, AssetId>(assets.map(({ id }) => [id, id]));
  const root = (id: AssetId): AssetId => {
    let at = id;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  const join = (one: AssetId, other: AssetId) => parents.set(root(one), root(other));

  const byBytes = new Map<string, AssetId>();
  for (const { id, blobHash } of assets) {
    const twin = byBytes.get(blobHash);
    if (twin) join(id, twin);
    else byBytes.set(blobHash, id);
  }
  for (const bucket of buckets(assets, looks)) {
    for (const [i, one] of bucket.entries()) {
      for (const other of bucket.slice(i + 1)) {
        const [a, b] = [looks.get(one.id), looks.get(other.id)];
        if (a && b && alike(a, b) && sameShape(one, other)) join(one.id, other.id);
      }
    }
  }
  const groups = new Map<AssetId, Asset[]>();
  for (const asset of assets) groups.set(root(asset.id), [...(groups.get(root(asset.id)) ?? []), asset]);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      type: new Set(group.map(({ blobHash }) => blobHash)).size === 1 ? 'bytes' : 'picture',
      assets: group.sort((a, b) => pixels(b) - pixels(a) || (a.id < b.id ? -1 : 1)),
    }));
}

const pixels = ({ facts: { width, height } }: Asset) => width * height;

const sameShape = ({ facts: a }: Asset, { facts: b }: Asset) =>
  Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= MOST_STRETCH;

/** Looks that differ in 4 bits are the same in one at least of five parts: only those that share a part are compared. */
const PARTS = [0, 13, 26, 39, 52, 64];

function* buckets(assets: readonly Asset[], looks: ReadonlyMap<AssetId, Look>): Generator<Asset[]> {
  for (const [part, from] of PARTS.slice(0, -1).entries()) {
    const byPart = new Map<string, Asset[]>();
    for (const asset of assets) {
      const look = looks.get(asset.id);
      if (!look) continue;
      const bits = look.map((word) => word.toString(2).padStart(32, '0')).join('');
      const key = bits.slice(from, PARTS[part + 1]);
      byPart.set(key, [...(byPart.get(key) ?? []), asset]);
    }
    yield* byPart.values();
  }
}

/**
 * What all of some assets say together: where the one that is kept says nothing, what the others say, the first that does; of lists all
 * entries; the best rating; every category.
 */
export function unitedMetadata(
  kept: Asset,
  others: readonly Asset[],
): { values: Record<string, FieldValue>; categoryIds: Asset['categoryIds'] } {
  const values = valuesOf(kept);
  for (const other of others) {
    for (const [id, value] of Object.entries(valuesOf(other))) {
      const mine = values[id];
      if (isEmpty(mine)) values[id] = value;
      else if (isList(mine) && isList(value)) values[id] = [...new Set([...mine, ...value])];
    }
  }
  values.rating = Math.max(kept.rating, ...others.map(({ rating }) => rating));
  return { values, categoryIds: [...new Set([kept, ...others].flatMap(({ categoryIds }) => categoryIds))] };
}
