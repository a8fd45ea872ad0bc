import { describe, expect, test, vi } from 'vitest';
import { type StoredFile, storedZip } from './stored-zip';

const GIB = 1024 ** 3;
/** The first number that does not fit: 32 bits of ones say that it stands elsewhere. */
const MOST_32 = 0xffffffff;

/** A file that says that it is as large, and holds nothing: headers are made of what it says. */
const large = (bytes: number): Blob => Object.defineProperty(new Blob([]), 'size', { value: bytes });

const entry = (change: Partial<StoredFile>): StoredFile => ({
  name: 'a',
  file: new Blob([]),
  crc: 0x12345678,
  modified: 0x5cc16000,
  ...change,
});

const hexOf = async (zip: Blob) => Buffer.from(await zip.arrayBuffer()).toString('hex');

/** The headers and the directory of a zip, without its files: no zip as large as it says is made. */
function headersOf(files: readonly StoredFile[]): Buffer {
  let made: BlobPart[] = [];
  const real = Blob;
  vi.stubGlobal(
    'Blob',
    class {
      constructor(parts: BlobPart[]) {
        made = parts;
      }
    },
  );
  try {
    storedZip(files);
  } finally {
    vi.stubGlobal('Blob', real);
  }
  return Buffer.concat(made.filter((part) => part instanceof Uint8Array));
}

function viewOf(files: readonly StoredFile[]): DataView {
  const bytes = headersOf(files);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** As it is written above a record: with blanks between its fields. */
const hex = (...records: string[]) => records.join('').replaceAll(' ', '');

test('one file, byte for byte: numbers are little-endian, the name is UTF-8 and says so', async () => {
  const zip = storedZip([entry({ name: 'é', file: new Blob(['hi']) })]);
  const common = '1400 0008 0000 0060c15c 78563412 02000000 02000000 0200';
  expect(await hexOf(zip)).toBe(
    hex(
      `504b0304 ${common} 0000 c3a9 6869`,
      `504b0102 1403 ${common} 0000 0000 0000 0000 0000a481 00000000 c3a9`,
      '504b0506 00000000 0100 0100 30000000 22000000 0000',
    ),
  );
  expect(zip.type).toBe('application/zip');
});

test('nothing is a zip too', async () => {
  expect(await hexOf(storedZip([]))).toBe(hex('504b0506', '00'.repeat(18)));
});

describe('a file of 4 GiB', () => {
  test('one byte below, everything stands in 32 bits', () => {
    const view = viewOf([entry({ file: large(MOST_32 - 1) })]);
    const directory = 31;
    expect(view.getUint16(4, true)).toBe(20);
    expect([view.getUint32(18, true), view.getUint32(22, true), view.getUint16(28, true)]).toEqual([
      MOST_32 - 1,
      MOST_32 - 1,
      0,
    ]);
    expect(view.getUint32(directory, true)).toBe(0x02014b50);
    expect(view.getUint16(directory + 30, true)).toBe(0);
  });

  test.each([MOST_32, 4 * GIB, 5 * GIB + 7])('%d bytes stand in 64 bits, before it and in the directory', (size) => {
    const view = viewOf([entry({ file: large(size) })]);
    const long = BigInt(size);
    expect(view.getUint16(4, true)).toBe(45);
    expect([view.getUint32(18, true), view.getUint32(22, true)]).toEqual([MOST_32, MOST_32]);
    // Both sizes, or a reader would take the one for the other.
    expect([28, 31, 33].map((at) => view.getUint16(at, true))).toEqual([20, 1, 16]);
    expect([35, 43].map((at) => view.getBigUint64(at, true))).toEqual([long, long]);
    const directory = 51;
    expect(view.getUint32(directory, true)).toBe(0x02014b50);
    expect([4, 6].map((at) => view.getUint16(directory + at, true))).toEqual([0x032d, 45]);
    expect([20, 24, 42].map((at) => view.getUint32(directory + at, true))).toEqual([MOST_32, MOST_32, 0]);
    expect([30, 47, 49].map((at) => view.getUint16(directory + at, true))).toEqual([20, 1, 16]);
    expect([51, 59].map((at) => view.getBigUint64(directory + at, true))).toEqual([long, long]);
  });
});

test('what lies behind 4 GiB: only where it begins stands in 64 bits', () => {
  const view = viewOf([
    entry({ file: large(3 * GIB) }),
    entry({ name: 'b', file: large(3 * GIB) }),
    entry({ name: 'c' }),
  ]);
  const [second, third, directory] = [31, 62, 93] as const;
  expect(view.getUint16(second + 4, true)).toBe(20);
  // A header says nothing of where it lies, so nothing of it is long.
  expect([view.getUint16(third + 4, true), view.getUint16(third + 28, true)]).toEqual([45, 0]);
  const last = directory + 2 * 47;
  expect(view.getUint32(last, true)).toBe(0x02014b50);
  expect([20, 24, 42].map((at) => view.getUint32(last + at, true))).toEqual([0, 0, MOST_32]);
  expect([30, 47, 49].map((at) => view.getUint16(last + at, true))).toEqual([12, 1, 8]);
  expect(view.getBigUint64(last + 51, true)).toBe(BigInt(6 * GIB + 62));
});

test('the end of a zip of more than 4 GiB', () => {
  const hexOfEnd = headersOf([entry({ file: large(5 * GIB) })])
    .toString('hex')
    .slice(-2 * (56 + 20 + 22));
  const start = '33000040 01000000';
  const bytes = '43000000 00000000';
  expect(hexOfEnd).toBe(
    hex(
      `504b0606 2c00000000000000 2d03 2d00 00000000 00000000 0100000000000000 0100000000000000 ${bytes} ${start}`,
      '504b0607 00000000 76000040 01000000 01000000',
      '504b0506 00000000 0100 0100 43000000 ffffffff 0000',
    ),
  );
});

test('65,535 entries are the first that want Zip64', () => {
  const many = (count: number) => viewOf(Array.from({ length: count }, (_, i) => entry({ name: `${i}` })));
  const below = many(65_534);
  const endBelow = below.byteLength - 22;
  expect(below.getUint32(endBelow - 20, true)).not.toBe(0x07064b50);
  expect(below.getUint16(endBelow + 10, true)).toBe(65_534);
  for (const count of [65_535]) {
    const view = many(count);
    const end = view.byteLength - 22;
    expect([view.getUint16(end + 8, true), view.getUint16(end + 10, true)]).toEqual([0xffff, 0xffff]);
    expect(view.getUint32(end - 20, true)).toBe(0x07064b50);
    const end64 = Number(view.getBigUint64(end - 12, true));
    expect(view.getUint32(end64, true)).toBe(0x06064b50);
    expect([24, 32].map((at) => view.getBigUint64(end64 + at, true))).toEqual([BigInt(count), BigInt(count)]);
  }
});
