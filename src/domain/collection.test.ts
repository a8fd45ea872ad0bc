import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CollectionItem, inOrder, itemId, moved } from './collection';
import type { AssetId, CollectionId } from './ids';

const item = (id: string, order: number) => ({ id, order }) as CollectionItem;
const of = (text: string) => [...text] as AssetId[];

test('items stand by their place, those of one place by their id, and the list that was given stays as it was', () => {
  const given = [item('c', 2), item('b', 1), item('a', 1), item('d', 0)];
  expect(inOrder(given).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
  expect(given.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
});

test('an asset is in a collection once', () => {
  expect(itemId('c1' as CollectionId, 'a1' as AssetId)).toBe('c1a1');
});

test.each([
  ['abcde', 'b', 0, 'bacde'],
  ['abcde', 'b', 3, 'acdbe'],
  ['abcde', 'b', 4, 'acdeb'],
  ['abcde', 'b', 99, 'acdeb'],
  ['abcde', 'b', -1, 'bacde'],
  // The place counts those that stay; what is moved keeps its order, however it was taken.
  ['abcde', 'db', 1, 'abdce'],
  ['abcde', 'x', 2, 'abcde'],
  ['abcde', 'abcde', 3, 'abcde'],
])('%s, of which %s goes to %i: %s', (ids, taken, index, expected) => {
  expect(moved(of(ids), of(taken), index).join('')).toBe(expected);
});

test('nothing is lost by moving, and those that stay keep their order', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...of('abcdefgh')));
  fc.assert(
    fc.property(ids, ids, fc.integer({ min: -2, max: 10 }), (all, taken, index) => {
      const after = moved(all, taken, index);
      expect([...after].sort()).toEqual([...all].sort());
      const stays = (id: AssetId) => !taken.includes(id);
      expect(after.filter(stays)).toEqual(all.filter(stays));
    }),
  );
});
