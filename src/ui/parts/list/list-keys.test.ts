import { expect, test } from 'vitest';
import { cellFor, lineFor } from './list-keys';

const line = { at: 5, count: 40, page: 10, inCell: false, far: false };

test.each([
  ['ArrowDown', {}, 6],
  ['ArrowUp', {}, 4],
  ['PageDown', {}, 15],
  ['PageUp', {}, -5],
  ['Home', {}, 0],
  ['End', {}, 39],
  ['Home', { inCell: true }, undefined],
  ['End', { inCell: true }, undefined],
  ['Home', { inCell: true, far: true }, 0],
  ['End', { inCell: true, far: true }, 39],
  ['ArrowRight', {}, undefined],
  ['x', {}, undefined],
])('%s %j goes to line %s', (key, change, expected) => {
  expect(lineFor(key, { ...line, ...change })).toBe(expected);
});

test.each([
  ['ArrowRight', null, 1],
  ['ArrowRight', 1, 2],
  ['ArrowRight', 8, 8],
  ['ArrowLeft', 2, 1],
  ['ArrowLeft', 1, null],
  ['ArrowLeft', null, undefined],
  ['Home', 4, 1],
  ['End', 4, 8],
  ['Home', null, undefined],
  ['Escape', 4, null],
  ['Escape', null, undefined],
  ['ArrowDown', 4, undefined],
])('%s from cell %s goes to %s', (key, at, expected) => {
  expect(cellFor(key, at, 8)).toBe(expected);
});
