import { expect, test } from 'vitest';
import { parseColumnSort } from './list-columns';

test('an order is a column and a direction', () => {
  expect(parseColumnSort('bytes:desc')).toEqual({ column: 'bytes', descending: true });
  expect(parseColumnSort('field:date-created:asc')).toEqual({ column: 'field:date-created', descending: false });
  for (const sort of ['newest', 'bytes', 'weight:asc', 'field::asc', 'bytes:up'])
    expect(parseColumnSort(sort)).toBeUndefined();
});
