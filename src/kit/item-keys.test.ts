import { expect, test } from 'vitest';
import { cellFor, lineFor, tileFor } from './item-keys';

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

test.each([
  ['ArrowRight', 5, {}, 6],
  ['ArrowLeft', 5, {}, 4],
  ['ArrowDown', 5, {}, 9],
  ['ArrowUp', 5, {}, 1],
  ['ArrowUp', 3, {}, 3],
  ['ArrowDown', 36, {}, 36],
  ['ArrowDown', 37, {}, 37],
  ['ArrowDown', 33, {}, 37],
  ['PageDown', 5, {}, 13],
  ['PageUp', 5, {}, -3],
  ['Home', 6, {}, 4],
  ['End', 5, {}, 7],
  ['End', 37, {}, 37],
  ['Home', 6, { far: true }, 0],
  ['End', 5, { far: true }, 37],
  ['x', 5, {}, undefined],
])('%s from tile %s, %j, goes to tile %s', (key, at, change, expected) => {
  expect(tileFor(key, { at, count: 38, columns: 4, page: 2, far: false, ...change })).toBe(expected);
});
