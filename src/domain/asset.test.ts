import { expect, test } from 'vitest';
import { isExamined, titleOf } from './asset';

test('an asset without a title is called as its file', () => {
  expect(titleOf({ title: 'Harbour', fileName: 'img.jpg' })).toBe('Harbour');
  expect(titleOf({ title: '', fileName: 'img.jpg' })).toBe('img.jpg');
});

test('examined is what was looked at, unless that failed for what passes', () => {
  expect(isExamined({ state: 'stored', failure: null })).toBe(false);
  expect(isExamined({ state: 'ready', failure: null })).toBe(true);
  expect(isExamined({ state: 'failed', failure: 'damaged' })).toBe(true);
  expect(isExamined({ state: 'failed', failure: 'worker-start' })).toBe(false);
});
