import { expect, test } from 'vitest';
import { codeOf } from '../../domain/errors';
import { readPage } from './list';

const failed = (xml: string) => {
  try {
    return readPage(xml);
  } catch (error) {
    return codeOf(error);
  }
};

const ONE =
  '<Contents><Key>a&amp;b</Key><LastModified>2026-06-01T12:00:00.000Z</LastModified><Size>12</Size></Contents>';
const list = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>${inside}</ListBucketResult>`;

test('a page, and the next one', () => {
  const objects = [{ key: 'a&b', bytes: 12 }];
  expect(readPage(list(ONE))).toEqual({ objects, next: undefined });
  const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>x=&amp;</NextContinuationToken>';
  expect(readPage(list(more + ONE))).toEqual({ objects, next: 'x=&' });
  expect(readPage(list('<IsTruncated>false</IsTruncated>'))).toEqual({ objects: [], next: undefined });
});

test.each([
  ['nothing', ''],
  ['a page', '<html><body>Sign in</body></html>'],
  ['another answer', '<Error><Code>SlowDown</Code></Error>'],
  ['what was cut', list(ONE).replace('</ListBucketResult>', '')],
  ['what was cut in an object', list(ONE).slice(0, -40)],
  ['more, and no word how', list(`<IsTruncated>true</IsTruncated>${ONE}`)],
])('%s is no list', (_what, xml) => {
  expect(failed(xml)).toBe('carrier-failed');
});
