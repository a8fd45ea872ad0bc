import { expect, test } from 'vitest';
import { KEEP_HANDED_OVER_MS, linkAmong, pageFor, readHandover, senderOf } from './handed-over';

const KEY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
const LINK = `#/receive/file&v=1&n=5&key=${KEY}`;

test.each([
  [[`See https://example.org/${LINK}`], LINK],
  [['https://example.org/'], null],
  [['#/receive/file&v=1', `x ${LINK} y`], LINK],
  [['hello', ''], null],
])('the link in %j: %s', (texts, link) => {
  expect(linkAmong(texts)).toBe(link);
});

test.each([
  [[], '#/receive?handed=x'],
  [['a.jpg'], '#/assets?do=take-files&of=x'],
  [['day.zip.age'], '#/receive?handed=x'],
  [['day.zip.AGE', 'a.jpg'], '#/assets?do=take-files&of=x'],
])('%j open %s', (names, page) => {
  const files = names.map((name) => ({ name, type: '', bytes: 1 }));
  expect(pageFor({ files }, 'x')).toBe(page);
  expect(pageFor({ files }, null)).toBe('#/assets');
});

test.each([
  ['https://evil.example', '', 'https://evil.example'],
  ['null', 'https://evil.example/page?x', 'https://evil.example'],
  ['https://own.example', 'https://own.example/', null],
  ['null', '', null],
  [null, '', null],
  [null, 'android-app://com.example', null],
])('Origin %s and referrer %s: %s', (origin, referrer, sender) => {
  expect(senderOf(origin, referrer, 'https://own.example')).toBe(sender);
});

test('what waited too long, or is nothing of ours, is not taken', () => {
  const waiting = { at: 1000, from: null, link: null, files: [] };
  expect(readHandover(waiting, 1000)).toEqual(waiting);
  expect(readHandover(waiting, 1000 + KEEP_HANDED_OVER_MS)).toEqual(waiting);
  expect(readHandover(waiting, 1001 + KEEP_HANDED_OVER_MS)).toBeUndefined();
  expect(readHandover(waiting, 999)).toBeUndefined();
  expect(readHandover({ ...waiting, files: 'x' }, 1000)).toBeUndefined();
  expect(readHandover(undefined, 0)).toBeUndefined();
});
