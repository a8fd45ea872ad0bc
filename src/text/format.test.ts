import { expect, test } from 'vitest';
import { formatAgo, timeLeft } from './format';

test.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3 * 3600, '3 hours ago'],
  [2 * 24 * 3600, '2 days ago'],
  [8 * 24 * 3600, '1 week ago'],
  [400 * 24 * 3600, '1 year ago'],
  [-5, 'just now'],
])('%d seconds ago is %s', (seconds, words) => {
  expect(formatAgo(1e12 - seconds * 1000, 1e12)).toBe(words);
});

test('the time that is left is told from what was done so far, once that says something', () => {
  let now = 0;
  const left = timeLeft(() => now);
  expect(left(100, 1000)).toBe('');
  now = 2000;
  expect(left(150, 1000)).toBe('');
  now = 10_000;
  expect(left(200, 1000)).toBe('1 minute');
  expect(left(900, 1000)).toBe('5 seconds');
  expect(left(1000, 1000)).toBe('');
  now = 20_000;
  expect(left(101, 1000)).toBe('5 hours');
});
