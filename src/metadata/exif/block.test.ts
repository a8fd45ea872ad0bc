import { describe, expect, test } from 'vitest';
import { type Entry, entryMaker, readTiffBlock, replaceEntry, type TiffBlock, turnedTo } from './block';
import { writeTiffBlock } from './layout';

/** A TIFF structure by hand (TIFF 6.0, §2): numbers are of so many bytes, in the order that is asked for. */
function tiff(little: boolean, ...parts: [bytes: 1 | 2 | 4, ...values: number[]][]): Uint8Array {
  const all = parts.flatMap(([bytes, ...values]) =>
    values.flatMap((value) => {
      const digits = Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 0xff);
      return little ? digits : digits.reverse();
    }),
  );
  return Uint8Array.from([...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...all]);
}

const entry = (tag: number, type: number, count: number, value: number): [4 | 2, ...number[]][] => [
  [2, tag, type],
  [4, count, value],
];
const hexOf = ({ bytes }: Entry) => Buffer.from(bytes).toString('hex');

describe.each([true, false])('in a block whose order is little-endian: %s', (little) => {
  test('numbers are in its order, four bytes lie in the entry, more elsewhere', () => {
    const block = readTiffBlock(
      tiff(
        little,
        [2, 42],
        [4, 8],
        [2, 3],
        ...entry(0x0112, 4, 1, 6),
        ...entry(0x011a, 5, 1, 50),
        ...entry(0x8769, 4, 1, 58),
        [4, 0],
        [4, 300, 2],
        [2, 1],
        ...entry(0x9000, 7, 4, 0x32333230),
        [4, 0],
      ),
    );
    expect(block?.little).toBe(little);
    expect(block?.ifd0.map(({ tag, type, count }) => [tag, type, count])).toEqual([
      [0x0112, 4, 1],
      [0x011a, 5, 1],
    ]);
    expect(block?.ifd0.map(hexOf)).toEqual(
      little ? ['06000000', '2c01000002000000'] : ['00000006', '0000012c00000002'],
    );
    expect(block?.exif.map(({ tag, bytes }) => [tag, bytes.length])).toEqual([[0x9000, 4]]);
  });

  test('a written block is read again', () => {
    const make = entryMaker(little);
    const block: TiffBlock = {
      little,
      ifd0: [make.text(0x010e, 'Boats at a pier'), make.short(0x0112, 6)],
      exif: [make.rational(0x829a, [[1, 200]])],
      gps: [make.long(0x1234, 70_000, 3)],
      interop: [],
      makerNoteAt: null,
    };
    const bytes = writeTiffBlock(block);
    expect(readTiffBlock(bytes)).toEqual(block);
  });
});

describe('what lies outside', () => {
  const directory = (...entries: [4 | 2 | 1, ...number[]][]) =>
    readTiffBlock(tiff(true, [2, 42], [4, 8], [2, entries.length / 2], ...entries, [4, 0]));

  test('a value behind the end is left out, the others stay', () => {
    const block = directory(...entry(0x010e, 2, 9, 40), ...entry(0x0112, 3, 1, 6));
    expect(block?.ifd0.map(({ tag }) => tag)).toEqual([0x0112]);
  });

  test('a directory that begins too early or behind the end has nothing', () => {
    for (const at of [4, 10, 11, 5000, 0xffffffff]) {
      expect(readTiffBlock(tiff(true, [2, 42], [4, at], [2, 1]))?.ifd0).toEqual([]);
    }
  });

  test('entries that are said to be there and are not, are not', () => {
    const bytes = tiff(true, [2, 42], [4, 8], [2, 900], ...entry(0x0112, 3, 1, 6));
    expect(readTiffBlock(bytes)?.ifd0.map(({ tag }) => tag)).toEqual([0x0112]);
  });

  test('of a tag that stands there twice the first counts, and types that nobody knows do not', () => {
    const block = directory(...entry(0x0112, 3, 1, 6), ...entry(0x0112, 3, 1, 8), ...entry(0x0113, 99, 1, 1));
    expect(block?.ifd0.map(hexOf)).toEqual(['0600']);
  });
});

test('what is no TIFF says nothing; raw files have numbers of their own', () => {
  const of = (magic: number) => readTiffBlock(tiff(true, [2, magic], [4, 8], [2, 0], [4, 0]));
  expect(of(43)).toBeNull();
  expect(readTiffBlock(Uint8Array.from(Buffer.from('XXXXXXXXXXXX')))).toBeNull();
  expect(readTiffBlock(Uint8Array.of(0x49, 0x49, 42))).toBeNull();
  for (const magic of [42, 0x55, 0x4f52, 0x5352]) expect(of(magic)).not.toBeNull();
});

test('the maker’s note lies where it lay', () => {
  const make = entryMaker(true);
  const note = make.raw(0x927c, 7, new Uint8Array(20).fill(9));
  const block = { little: true, ifd0: [make.short(0x0112, 1)], exif: [note], gps: [], interop: [], makerNoteAt: 200 };
  const bytes = writeTiffBlock(block);
  expect([...bytes.subarray(200, 220)]).toEqual(new Array(20).fill(9));
  expect(readTiffBlock(bytes)?.makerNoteAt).toBe(200);
});

test('in the other order each number is turned, fractions by their halves, bytes without a type not at all', () => {
  const make = entryMaker(true);
  const block: TiffBlock = {
    little: true,
    ifd0: [make.short(1, 0x0102, 0x0304), make.rational(2, [[1, 2]]), make.text(3, 'ab')],
    exif: [make.raw(4, 7, Uint8Array.of(1, 2)), make.raw(5, 12, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))],
    gps: [make.long(6, 0x01020304)],
    interop: [],
    makerNoteAt: null,
  };
  const turned = turnedTo(false, block);
  expect([...turned.ifd0, ...turned.exif, ...turned.gps].map(hexOf)).toEqual([
    '01020304',
    '0000000100000002',
    '616200',
    '0102',
    '0807060504030201',
    '01020304',
  ]);
  expect(turnedTo(true, block)).toBe(block);
});

test('a text ends with a zero and has none inside; what is replaced stands once', () => {
  const make = entryMaker(false);
  const text = make.text(0x013b, 'A\0da');
  expect([hexOf(text), text.count]).toEqual(['41646100', 4]);
  const entries = [make.short(1, 1), make.short(2, 2)];
  replaceEntry(entries, make.short(1, 5));
  expect(entries.map(({ tag, bytes }) => [tag, bytes[1]])).toEqual([
    [2, 2],
    [1, 5],
  ]);
});
