import { expect, test } from 'vitest';
import { pageFor } from './handed-over';

const KEY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';

test.each([
  [[], [`See https://example.org/#/receive/file&v=1&n=5&key=${KEY}`], `#/receive/file&v=1&n=5&key=${KEY}`],
  [['a.jpg'], ['https://example.org/'], '#/assets?do=take-files'],
  [['day.zip.age'], [''], '#/receive'],
  [['day.zip.AGE', 'a.jpg'], [], '#/assets?do=take-files'],
  [[], ['hello'], '#/assets'],
  [[], ['#/receive/file&v=1'], '#/assets'],
])('%j and %j open %s', (names, texts, page) => {
  expect(pageFor(names, texts)).toBe(page);
});
