import { describe, expect, test } from 'vitest';
import { parseDate } from '../text/partial-date';
import type { Saying } from './belief';
import { dateText, withKnownZone } from './dates';
import type { Source } from './sources';

const read = (property: string, text: string, more: Record<string, string> = {}) =>
  dateText({ [property]: text, ...more }, property, text, parseDate);

describe('a date with what stands beside it', () => {
  test.each<[string, string, string, Record<string, string>, string | undefined]>([
    [
      'its zone',
      'exif:DateTimeOriginal',
      '2024:02:29 23:59:59',
      { 'exif:OffsetTimeOriginal': '+05:45' },
      '2024-02-29T23:59:59+05:45',
    ],
    [
      'a zone that is none',
      'exif:DateTimeOriginal',
      '2024:02:29 23:59:59',
      { 'exif:OffsetTimeOriginal': 'here' },
      '2024-02-29T23:59:59',
    ],
    ['IPTC’s time', 'iptc:DateCreated', '20240229', { 'iptc:TimeCreated': '101530-0330' }, '2024-02-29T10:15:30-03:30'],
    [
      'IPTC’s time without a zone',
      'iptc:DateCreated',
      '20240229',
      { 'iptc:TimeCreated': '101530' },
      '2024-02-29T10:15:30',
    ],
    ['a time that is none', 'iptc:DateCreated', '20240229', { 'iptc:TimeCreated': '995959' }, '2024-02-29'],
    ['PNG’s form of mails', 'png:CreationTime', 'Mon, 15 Jan 2024 10:00:00 +0100', {}, '2024-01-15T10:00:00+01:00'],
    ['in December, in GMT', 'png:CreationTime', '1 Dec 2023 10:00:00 GMT', {}, '2023-12-01T10:00:00Z'],
    ['without seconds and zone', 'png:CreationTime', '5 May 2023 06:40', {}, '2023-05-05T06:40'],
    ['a month that is none', 'png:CreationTime', '5 Foo 2023 06:40', {}, undefined],
    ['as ISO has it', 'png:CreationTime', '2024-01-15', {}, '2024-01-15'],
  ])('%s: %s %s', (_what, property, text, more, expected) => {
    expect(read(property, text, more)).toBe(expected);
  });
});

describe('the same time with its zone', () => {
  const says = (source: Source, value: string): Saying => ({ source, value, property: `${source}:date` });
  const known = (first: Saying, ...others: Saying[]) => withKnownZone(first, [first, ...others]);
  const local = says('exif', '2024-02-29T10:15:30');

  test('is taken from whoever knows it', () => {
    expect(known(local, says('xmp', '2024-02-29T10:15:30+01:00')).value).toBe('2024-02-29T10:15:30+01:00');
    expect(known(local, says('xmp', '2024-02-29T10:15:30Z')).source).toBe('xmp');
  });

  test('XMP may leave the seconds out: then its zone alone is taken', () => {
    expect(known(local, says('xmp', '2024-02-29T10:15+01:00'))).toMatchObject({
      source: 'exif',
      value: '2024-02-29T10:15:30+01:00',
    });
  });

  test.each([
    ['IPTC has to state one', says('iptc', '2024-02-29T10:15:30+00:00')],
    ['another time', says('xmp', '2024-02-29T11:15:30+01:00')],
    ['no zone', says('xmp', '2024-02-29T10:15:30')],
  ])('not where it is not known: %s', (_why, other) => {
    expect(known(local, other)).toBe(local);
  });

  test.each(['2024-02-29', '2024-02-29T10:15:30+02:00', '2024'])('a date of another form stays: %s', (value) => {
    const first = says('exif', value);
    expect(known(first, says('xmp', '2024-02-29T10:15:30+01:00'))).toBe(first);
  });

  test.each<[string, string, boolean]>([
    ['an hour before it', '2024-02-29T11:15:30', true],
    ['a quarter of an hour', '2024-02-29T10:30:30', true],
    ['fourteen hours', '2024-03-01T00:15:30', true],
    ['fourteen hours and a quarter', '2024-03-01T00:30:30', false],
    ['seven minutes', '2024-02-29T10:22:30', false],
    ['a day without a time', '2024-02-29', false],
  ])('Google’s moment in UTC gives way to the clock on the wall: %s', (_apart, wall, gives) => {
    const takeout = says('takeout', '2024-02-29T10:15:30Z');
    const own = says('exif', wall);
    expect(known(takeout, own)).toBe(gives ? own : takeout);
  });
});
