import { expect, test } from 'vitest';
import { deepestOf, indentOf } from './indent';

test.each([
  [0, 0, 0],
  [1, 1, 16],
  [3, 3, 48],
  [4, 4, 60],
  [12, 12, 60],
  [6, 12, 30],
  [40, 40, 60],
])('level %i of %i stands in by %i', (depth, deepest, expected) => {
  expect(indentOf(depth, deepest, { step: 16, most: 60 })).toBe(expected);
});

test('the deepest level', () => {
  expect(deepestOf([])).toBe(0);
  expect(deepestOf([{ depth: 1 }, { depth: 3 }, { depth: 2 }])).toBe(3);
});
