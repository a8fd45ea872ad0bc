import { expect, test } from 'vitest';
import { compareValues, parseColumnSort } from './list-columns';

test('an order is a column and a direction', () => {
  expect(parseColumnSort('bytes:desc')).toEqual({ column: 'bytes', descending: true });
  expect(parseColumnSort('field:date-created:asc')).toEqual({ column: 'field:date-created', descending: false });
  for (const sort of ['newest', 'bytes', 'weight:asc', 'field::asc', 'bytes:up'])
    expect(parseColumnSort(sort)).toBeUndefined();
});

test('numbers by size, words as people sort them, nothing last either way', () => {
  const sorted = (values: (string | number | null)[], descending: boolean) =>
    [...values].sort((a, b) => compareValues(a, b, descending));
  expect(sorted([10, null, 9], false)).toEqual([9, 10, null]);
  expect(sorted([10, null, 9], true)).toEqual([10, 9, null]);
  expect(sorted(['img10', 'Éa', 'img2', null, 'eb'], false)).toEqual(['Éa', 'eb', 'img2', 'img10', null]);
});
