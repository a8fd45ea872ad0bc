import { expect, test } from 'vitest';
import { type FieldValue, isEmpty, sameValue } from './field';

const place = (name: string, latitude: number | null = null, longitude: number | null = null) => ({
  name,
  latitude,
  longitude,
});

test.each<[FieldValue | undefined, boolean]>([
  [null, true],
  [undefined, true],
  ['', true],
  [[], true],
  [place(''), true],
  [place('', 1, 2), false],
  [place('Pier'), false],
  [0, false],
  [false, false],
  [['a'], false],
])('%j says nothing: %s', (value, empty) => {
  expect(isEmpty(value)).toBe(empty);
});

test.each<[FieldValue | undefined, FieldValue | undefined, boolean]>([
  [null, '', true],
  [undefined, [], true],
  ['', 'a', false],
  [null, 0, false],
  [['a', 'b'], ['a', 'b'], true],
  [['a', 'b'], ['b', 'a'], false],
  [['a'], ['a', 'b'], false],
  [['a', 'b'], ['a'], false],
  [place('Pier', 1, 2), place('Pier', 1, 2), true],
  [place('Pier', 1, 2), place('Quay', 1, 2), false],
  [place('Pier', 1, 2), place('Pier', 3, 2), false],
  [place('Pier', 1, 2), place('Pier', 1, 3), false],
  [1, 1, true],
  [1, '1', false],
  ['a', ['a'], false],
])('%j and %j are the same: %s', (a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
  expect(sameValue(b, a)).toBe(same);
});
