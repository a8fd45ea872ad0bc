import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RawDataset, readIim, writeIim } from './iim';

/** Bytes as IPTC-IIM 4.2, §1.5 has them, written out by hand. */
const bytes = (...parts: (number | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)])));
const CITY = bytes(0x1c, 2, 90, 0, 5, 'Paris');
const dataset = (id: number, text: string): RawDataset => ({ id, bytes: bytes(text) });

describe('reading', () => {
  test('record, number, length and bytes', () => {
    expect(readIim(bytes(0x1c, 1, 90, 0, 2, 'ab', 0x1c, 2, 25, 0, 1, 'c'))).toEqual([
      dataset(0x15a, 'ab'),
      dataset(0x219, 'c'),
    ]);
  });

  test('a length in bytes of its own', () => {
    expect(readIim(bytes(0x1c, 2, 90, 0x80, 3, 0, 0, 5, 'Paris'))).toEqual([dataset(0x25a, 'Paris')]);
    const long = 'x'.repeat(259);
    expect(readIim(bytes(0x1c, 2, 90, 0x80, 2, 1, 3, long))).toEqual([dataset(0x25a, long)]);
  });

  test.each([
    ['a length of five bytes', bytes(0x1c, 2, 90, 0x80, 5, 0, 0, 0, 0, 1, 'x')],
    ['bytes behind the end', bytes(0x1c, 2, 90, 0, 6, 'Paris')],
    ['bytes behind the end of the second', bytes(...CITY, 0x1c, 2, 25, 0, 2, 'x')],
  ])('%s make it broken', (_, records) => {
    expect(readIim(records)).toBeNull();
  });
});

describe('writing', () => {
  test('is byte for byte what the standard says', () => {
    expect(writeIim([dataset(0x25a, 'Paris'), dataset(0x219, '')])).toEqual(bytes(...CITY, 0x1c, 2, 25, 0, 0));
  });

  test('the extended form begins with 32,768 bytes', () => {
    const head = (length: number) => [...writeIim([dataset(0x278, 'x'.repeat(length))]).subarray(0, 9)];
    expect(head(0x7fff).slice(0, 6)).toEqual([0x1c, 2, 0x78, 0x7f, 0xff, 0x78]);
    expect(head(0x8000)).toEqual([0x1c, 2, 0x78, 0x80, 4, 0, 0, 0x80, 0]);
  });

  test('what was written is read again', () => {
    const some = fc.array(
      fc.record({ id: fc.integer({ min: 0x100, max: 0x9ff }), bytes: fc.uint8Array({ maxLength: 300 }) }),
    );
    fc.assert(
      fc.property(some, (datasets) => {
        expect(readIim(writeIim(datasets))).toEqual(datasets);
      }),
    );
  });
});
