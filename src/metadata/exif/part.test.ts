import { describe, expect, test } from 'vitest';
import { type Entry, emptyBlock, type TiffBlock } from './block';
import { exifWords, saysExif, setExif } from './part';

const block = (little = true): TiffBlock => ({ ...emptyBlock(), little });
const textOf = (entries: readonly Entry[], tag: number) => {
  const found = entries.find((entry) => entry.tag === tag);
  return found && Buffer.from(found.bytes).toString('latin1');
};
const numbersOf = (entries: readonly Entry[], tag: number) => {
  const bytes = entries.find((entry) => entry.tag === tag)?.bytes ?? new Uint8Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4, true));
};

describe('a comment', () => {
  test.each([true, false])(
    'says in which characters it is, in the order of its block (little-endian: %s)',
    (little) => {
      const own = block(little);
      setExif(own, 'UserComment', 'Zoë 港');
      expect(exifWords(own, 'UserComment')).toBe('Zoë 港');
      const bytes = Buffer.from(own.exif[0]?.bytes ?? []);
      expect(bytes.subarray(0, 8).toString('latin1')).toBe('UNICODE\0');
      const words = bytes.subarray(8);
      expect((little ? words : Buffer.from(words).swap16()).toString('utf16le')).toBe('Zoë 港');
    },
  );

  test('in ASCII is read, in JIS is not', () => {
    const own = block();
    const of = (text: string) => ({ tag: 0x9286, type: 7, count: 1, bytes: Uint8Array.from(Buffer.from(text)) });
    own.exif = [of('ASCII\0\0\0At the pier  \0')];
    expect(exifWords(own, 'UserComment')).toBe('At the pier');
    own.exif = [of('JIS\0\0\0\0\0$@')];
    expect(exifWords(own, 'UserComment')).toBeUndefined();
  });
});

test('words of Windows are in little-endian UTF-16, whatever the block is in', () => {
  const own = block(false);
  setExif(own, 'XPTitle', 'Zoë');
  expect(
    Buffer.from(own.ifd0[0]?.bytes ?? [])
      .toString('utf16le')
      .replace('\0', ''),
  ).toBe('Zoë');
  expect(own.ifd0[0]?.type).toBe(1);
  expect(exifWords(own, 'XPTitle')).toBe('Zoë');
});

test('numbers are read in the order of their block', () => {
  for (const little of [true, false]) {
    const own = block(little);
    setExif(own, 'RatingPercent', '300');
    expect(exifWords(own, 'RatingPercent')).toBe('300');
  }
});

describe('a date', () => {
  test.each([
    ['2024-05-17T09:41:12+02:00', '2024:05:17 09:41:12\0', '+02:00\0'],
    ['2024-05-17T09:41Z', '2024:05:17 09:41:00\0', '+00:00\0'],
    ['2024-05-17', '2024:05:17 00:00:00\0', undefined],
    ['2024-05', undefined, undefined],
  ])('%s', (text, date, offset) => {
    const own = block();
    own.exif = [{ tag: 0x9291, type: 2, count: 3, bytes: Uint8Array.from(Buffer.from('99\0')) }];
    setExif(own, 'DateTimeOriginal', '2001-01-01T01:01:01+01:00');
    setExif(own, 'DateTimeOriginal', text);
    expect([textOf(own.exif, 0x9003), textOf(own.exif, 0x9011)]).toEqual([date, offset]);
    expect(textOf(own.exif, 0x9291)).toBeUndefined();
    expect(own.exif.filter(({ tag }) => tag === 0x9003).length).toBe(date ? 1 : 0);
    expect(saysExif(own, 'DateTimeOriginal')).toBe(date !== undefined);
  });
});

describe('a place', () => {
  test.each([
    ['48.8925, 2.2364', 'N\0', [48, 1, 53, 1, 330_000, 10_000], 'E\0', [2, 1, 14, 1, 110_400, 10_000]],
    ['-51.75, -57.5', 'S\0', [51, 1, 45, 1, 0, 10_000], 'W\0', [57, 1, 30, 1, 0, 10_000]],
    ['0, 179.9999', 'N\0', [0, 1, 0, 1, 0, 10_000], 'E\0', [179, 1, 59, 1, 596_400, 10_000]],
  ])('%s is in degrees, minutes and seconds without a sign', (text, latitudeRef, latitude, longitudeRef, longitude) => {
    const own = block();
    setExif(own, 'GPSPosition', text);
    expect([textOf(own.gps, 1), numbersOf(own.gps, 2)]).toEqual([latitudeRef, latitude]);
    expect([textOf(own.gps, 3), numbersOf(own.gps, 4)]).toEqual([longitudeRef, longitude]);
  });

  test('takes all that the receiver said along, but for the version and the satellites’ time', () => {
    const own = block();
    own.gps = [0, 6, 7, 0x10, 0x1d].map((tag) => ({ tag, type: 1, count: 1, bytes: Uint8Array.of(1) }));
    setExif(own, 'GPSPosition', '1, 2');
    expect(own.gps.map(({ tag }) => tag)).toEqual([0, 7, 0x1d, 1, 2, 3, 4]);
    setExif(own, 'GPSPosition', null);
    expect(own.gps.map(({ tag }) => tag)).toEqual([0, 7, 0x1d]);
    expect(saysExif(own, 'GPSPosition')).toBe(false);
    own.gps = [{ tag: 0, type: 1, count: 1, bytes: Uint8Array.of(2) }];
    setExif(own, 'GPSPosition', null);
    expect(own.gps).toEqual([]);
  });
});
