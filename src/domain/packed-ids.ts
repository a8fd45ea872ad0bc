import { type AssetId, ID_LENGTH } from './ids';

/**
 * An ordered list of ids kept as one string of fixed-width entries: a hundred thousand of them cross from a worker
 * in under a millisecond and cost two megabytes, where an array of strings costs ten and a pause.
 */
export interface PackedIds {
  readonly length: number;
  /** The id at a position, or undefined outside the list. */
  at(index: number): AssetId | undefined;
  /** The ids from start (inclusive) to end (exclusive). */
  slice(start: number, end: number): AssetId[];
  /** The position of an id, -1 where it is not in the list. */
  indexOf(id: AssetId): number;
}

export function packIds(ids: readonly AssetId[]): string {
  return ids.join('');
}

export function unpackIds(packed: string): PackedIds {
  const length = Math.floor(packed.length / ID_LENGTH);
  const at = (index: number) =>
    index < 0 || index >= length ? undefined : (packed.substr(index * ID_LENGTH, ID_LENGTH) as AssetId);
  return {
    length,
    at,
    slice(start, end) {
      const ids: AssetId[] = [];
      for (let i = Math.max(0, start); i < Math.min(end, length); i++) ids.push(at(i) as AssetId);
      return ids;
    },
    indexOf(id) {
      // A match may start in the middle of an entry: such a hit is no entry, look further.
      for (let hit = packed.indexOf(id); hit >= 0; hit = packed.indexOf(id, hit + 1)) {
        if (hit % ID_LENGTH === 0) return hit / ID_LENGTH;
      }
      return -1;
    },
  };
}
