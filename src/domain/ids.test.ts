import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssetId, ID_LENGTH, idAfter, newId } from './ids';
import { packIds, unpackIds } from './packed-ids';

test('ids have one length and sort by the time they were made', () => {
  const ids = Array.from({ length: 2000 }, () => newId<AssetId>());
  expect(ids.every((id) => id.length === ID_LENGTH)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(newId<AssetId>(Date.now() + 10_000) > (ids.at(-1) ?? '')).toBe(true);
});

test('an id after another sorts after it, whatever its page believed about the time', () => {
  const digit = fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz');
  // Only the very last id has none after it.
  const id = fc.tuple(fc.constantFrom('0', '1', 'y'), fc.string({ unit: digit, minLength: 19, maxLength: 19 }));
  fc.assert(
    fc.property(id, ([first, rest]) => {
      const last = first + rest;
      const next = idAfter<AssetId>(last);
      expect(next.length).toBe(ID_LENGTH);
      expect(next > last).toBe(true);
      expect(idAfter<AssetId>(next) > next).toBe(true);
    }),
  );
  expect(idAfter<AssetId>(undefined).length).toBe(ID_LENGTH);
  expect(idAfter<AssetId>('no id').length).toBe(ID_LENGTH);
});

test('a packed list answers as the array it was made from', () => {
  const id = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: ID_LENGTH, maxLength: ID_LENGTH });
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 30 }), fc.nat(35), fc.nat(35), (strings, from, to) => {
      const ids = strings as AssetId[];
      const packed = unpackIds(packIds(ids));
      expect(packed.length).toBe(ids.length);
      expect(packed.slice(from, to)).toEqual(ids.slice(from, to));
      for (const each of ids) expect(packed.indexOf(each)).toBe(ids.indexOf(each));
      expect(packed.at(ids.length)).toBeUndefined();
      expect(packed.at(-1)).toBeUndefined();
    }),
  );
});

test('an id that stands across two others is not in the list', () => {
  const [a, b] = ['a'.repeat(ID_LENGTH), 'b'.repeat(ID_LENGTH)] as [AssetId, AssetId];
  const across = `${'a'.repeat(ID_LENGTH / 2)}${'b'.repeat(ID_LENGTH / 2)}` as AssetId;
  expect(unpackIds(packIds([a, b])).indexOf(across)).toBe(-1);
  expect(unpackIds(packIds([a, b, across])).indexOf(across)).toBe(2);
});
