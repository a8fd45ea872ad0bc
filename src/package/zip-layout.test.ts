import { deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import {
  bytesOf,
  CRC,
  descriptor,
  descriptor64,
  endOf,
  field64,
  LONG,
  plainZip,
  TIME,
  wideZip,
  type ZipSpec,
  zipOf,
} from '../../tests/support/zips';
import { codeOf } from '../domain/errors';
import { entryContents, type ZipEntry, zipEntries } from './zip-layout';

const namesOf = async (zip: Blob) => (await zipEntries(zip)).map(({ name }) => name);
const result = (zip: Blob) => namesOf(zip).catch(codeOf);
const LATER = { crc: 0, packed: 0, bytes: 0 };
const DESCRIBED = 0x808;

test('entries in the order in which they lie, and where their data does', async () => {
  const zip = plainZip([
    { name: 'é', data: 'one' },
    { name: 'b', data: 'four', method: 8, bytes: 9 },
  ]);
  const common = { crc: CRC, modified: TIME };
  expect(await zipEntries(zip)).toEqual([
    { name: 'é', method: 'stored', packed: 3, bytes: 3, start: 32, ...common },
    { name: 'b', method: 'deflated', packed: 4, bytes: 9, start: 66, ...common },
  ]);
});

test('a zip of nothing is one', async () => {
  expect(await result(plainZip([]))).toEqual([]);
  expect(await result(wideZip([]))).toEqual([]);
});

test('what is too short to be a zip', async () => {
  for (const text of ['', 'PK', 'x'.repeat(21)]) expect(await result(new Blob([text]))).toBe('share-altered');
});

describe('the end of a zip', () => {
  test.each([
    ['on another disk', { disk: 1 }],
    ['with a comment', { comment: 1 }],
    ['with fewer entries here than in all', { here: 1 }],
    ['with more here than in all', { here: 3 }],
    ['with fewer entries than there are', { here: 1, all: 1 }],
    ['with more entries than there are', { here: 3, all: 3 }],
    ['with a shorter directory', { bytes: 0 }],
    ['with a directory elsewhere', { start: 0 }],
  ])('%s: altered', async (_what, change) => {
    const specs = [{ name: 'a' }, { name: 'b' }];
    expect(await result(plainZip(specs))).toEqual(['a', 'b']);
    expect(await result(plainZip(specs, change))).toBe('share-altered');
  });

  test('by another signature it is none', async () => {
    const zip = new Uint8Array(await plainZip([{}]).arrayBuffer());
    zip[zip.length - 19] = 0x07;
    expect(await result(new Blob([zip]))).toBe('share-altered');
  });
});

describe('a Zip64 end', () => {
  test('says what does not stand in the old one, or the same', async () => {
    expect(await result(wideZip([{ name: 'a' }, { name: 'b' }]))).toEqual(['a', 'b']);
    expect(await result(wideZip([{ name: 'a' }], {}, {}))).toEqual(['a']);
  });

  test.each([
    ['is elsewhere', { at: 3 }, undefined],
    ['is on another disk', { disk: 1 }, undefined],
    ['is longer', { length: 45 }, undefined],
    ['has fewer entries here', { here: 0 }, undefined],
    ['has a shorter directory', { bytes: 0 }, undefined],
    ['has its directory elsewhere', { start: 0 }, undefined],
    ['has a number that nobody counts to', { start: 2 ** 60 }, undefined],
    ['and the old one have two numbers of entries', {}, { here: 2, all: 2 }],
    ['and the old one have two lengths', {}, { bytes: 1 }],
    ['and the old one have two places', {}, { start: 1 }],
  ])('that %s: altered', async (_what, change, short) => {
    expect(await result(wideZip([{}], change, short))).toBe('share-altered');
  });
});

describe('an entry of the directory', () => {
  const numbers = { method: 8, data: 'four', bytes: 9 };

  test('finds its long numbers in their order, behind other fields', async () => {
    const other = bytesOf([0x5455, 2], [5, 2], 'time!');
    const zip = plainZip([
      { name: 'first' },
      {
        ...numbers,
        extra: { directory: bytesOf(other, field64(9, 4, 39)) },
        short: { packed: LONG, bytes: LONG, offset: LONG },
      },
    ]);
    const [, entry] = await zipEntries(zip);
    expect(entry).toMatchObject({ bytes: 9, packed: 4, start: 39 + 31 });
  });

  test.each<[string, Partial<ZipSpec>]>([
    ['without its field', { short: { packed: LONG } }],
    [
      'of a field that is too short',
      { short: { packed: LONG, bytes: LONG }, extra: { directory: bytesOf([1, 2], [8, 2], [9, 8], [4, 8]) } },
    ],
    ['of a field that ends outside', { short: { bytes: LONG }, extra: { directory: bytesOf([1, 2], [9, 2], [9, 8]) } }],
    ['on another disk', { disk: 1 }],
    ['that is encrypted', { flags: 0x801 }],
    ['that is a patch', { flags: 0x820 }],
    ['packed with something else', { method: 9 }],
    ['stored, but of another size', { method: 0, bytes: 5 }],
  ])('%s: altered', async (_what, change) => {
    expect(await result(plainZip([numbers]))).toEqual(['a']);
    expect(await result(plainZip([{ ...numbers, ...change }]))).toBe('share-altered');
  });

  test('has a name in UTF-8, and one that no other has', async () => {
    const parts = zipOf([{ name: 'é' }]);
    for (const part of [parts.inside, parts.index]) part[part.indexOf(0xc3)] = 0xff;
    expect(await result(new Blob([parts.inside, parts.index, endOf(parts)]))).toBe('share-altered');
    expect(await result(plainZip([{ name: 'a' }, { name: 'a' }]))).toBe('share-altered');
    expect(await result(plainZip([{ name: '\ufeffa' }, { name: 'a' }]))).toEqual(['\ufeffa', 'a']);
  });

  test('is whole', async () => {
    const parts = zipOf([{}]);
    const cut = { ...parts, index: parts.index.slice(0, -1) };
    expect(await result(new Blob([cut.inside, cut.index, endOf(cut)]))).toBe('share-altered');
  });
});

describe('a header', () => {
  test.each<[string, ZipSpec['header']]>([
    ['another name', { name: 'b' }],
    ['a longer name', { name: 'ab' }],
    ['other flags', { flags: 0 }],
    ['another method', { method: 0 }],
    ['another CRC', { crc: 1 }],
    ['no CRC', { crc: 0 }],
    ['another packed size', { packed: 3 }],
    ['no packed size', { packed: 0 }],
    ['another size', { bytes: 3 }],
    ['no size', { bytes: 0 }],
  ])('of %s: altered', async (_what, header) => {
    const spec = { method: 8, bytes: 9 };
    expect(await result(plainZip([spec]))).toEqual(['a']);
    expect(await result(plainZip([{ ...spec, header }]))).toBe('share-altered');
  });

  test('has long sizes in its field', async () => {
    const header = { packed: LONG, bytes: LONG };
    const with64 = (...numbers: number[]) => plainZip([{ header, extra: { header: field64(...numbers) } }]);
    expect(await result(with64(4, 4))).toEqual(['a']);
    expect(await result(with64(4, 5))).toBe('share-altered');
    expect(await result(with64(4))).toBe('share-altered');
  });

  test('ends inside of the zip', async () => {
    const zip = new DataView(await plainZip([{}]).arrayBuffer());
    zip.setUint16(28, 0xffff, true);
    expect(await result(new Blob([zip]))).toBe('share-altered');
  });

  test('lies where the directory says, and the first at the beginning', async () => {
    expect(await result(plainZip([{ short: { offset: 1 } }]))).toBe('share-altered');
    const parts = zipOf([{}], { before: '#!' });
    expect(await result(new Blob([parts.inside, parts.index, endOf(parts)]))).toBe('share-altered');
  });
});

describe('what stands behind the data', () => {
  const signature = bytesOf('PK\x07\x08');
  const behind = (bytes: Uint8Array, spec: Partial<ZipSpec> = {}) =>
    result(plainZip([{ flags: DESCRIBED, header: LATER, behind: bytes, ...spec }, { name: 'b' }]));
  const true32 = descriptor(CRC, 4, 4);
  const true64 = descriptor64(CRC, 4, 4);

  test.each([
    ['in 32 bits', true32],
    ['in 32 bits, with a signature', bytesOf(signature, true32)],
    ['in 64 bits', true64],
    ['in 64 bits, with a signature', bytesOf(signature, true64)],
  ])('%s is read', async (_what, bytes) => {
    expect(await behind(bytes)).toEqual(['a', 'b']);
    // The header may have known it already.
    expect(await behind(bytes, { header: {} })).toEqual(['a', 'b']);
    // Where nothing was announced, nothing stands there.
    expect(await behind(bytes, { flags: 0x800, header: {} })).toBe('share-altered');
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['something of another length', bytesOf(true32, 'xx')],
    ['another signature', bytesOf('PK\x07\x09', true32)],
    ['another signature, in 64 bits', bytesOf('PK\x07\x09', true64)],
    ['another CRC', descriptor(CRC + 1, 4, 4)],
    ['another packed size', descriptor(CRC, 5, 4)],
    ['another size', descriptor(CRC, 4, 5)],
    ['another packed size in 64 bits', descriptor64(CRC, 5, 4)],
    ['another size in 64 bits', descriptor64(CRC, 4, 5)],
  ])('%s: altered', async (_what, bytes) => {
    expect(await behind(bytes)).toBe('share-altered');
  });

  test.each<[string, ZipSpec['header']]>([
    ['CRC', { ...LATER, crc: 1 }],
    ['packed size', { ...LATER, packed: 1 }],
    ['size', { ...LATER, bytes: 1 }],
  ])('the header says nothing before, or the same: another %s is neither', async (_what, header) => {
    expect(await behind(true32, { header })).toBe('share-altered');
  });
});

test('what lies far apart is read where it lies', async () => {
  const data = 'x'.repeat(100_000);
  expect(await namesOf(plainZip([{ name: 'a', data }, { name: 'b', data }, { name: 'c' }]))).toEqual(['a', 'b', 'c']);
});

test('a directory of an attack is refused before it is read', async () => {
  const mebibyte = new Blob([new Uint8Array(1024 * 1024)]);
  const end = bytesOf('PK\x05\x06', [0, 4], [1, 2], [1, 2], [65 * mebibyte.size, 4], [0, 4], [0, 2]);
  const zip = new Blob([...Array.from({ length: 65 }, () => mebibyte), end]);
  const slice = vi.spyOn(zip, 'slice');
  expect(await result(zip)).toBe('share-altered');
  for (const [start = 0, until = zip.size] of slice.mock.calls) expect(until - start).toBeLessThan(mebibyte.size);
});

describe('what an entry holds', () => {
  const entry = (change: Partial<ZipEntry>): ZipEntry => ({
    name: 'a',
    method: 'deflated',
    crc: 0,
    packed: 0,
    bytes: 0,
    start: 2,
    modified: 0,
    ...change,
  });
  const data = new Uint8Array(deflateRawSync(Buffer.from('a letter '.repeat(100))));
  const zip = new Blob(['xx', data, 'yy']);
  const held = (change: Partial<ZipEntry>) =>
    entryContents(zip, entry({ packed: data.length, bytes: 900, ...change })).then((blob) => blob.text(), codeOf);

  test('as it lies, where it is stored', async () => {
    expect(await held({ method: 'stored', start: 0, packed: 2, bytes: 2 })).toBe('xx');
  });

  test('inflated, to what it says and nothing else', async () => {
    expect(await held({})).toBe('a letter '.repeat(100));
    expect(await held({ bytes: 899 })).toBe('share-altered');
    expect(await held({ bytes: 901 })).toBe('share-altered');
  });

  test('of a bomb nothing is kept beyond what it says', async () => {
    const bomb = new Blob([new Uint8Array(deflateRawSync(Buffer.alloc(8_000_000)))]);
    let kept = 0;
    class Counted extends Blob {
      constructor(parts: BlobPart[] = []) {
        super(parts);
        kept += this.size;
      }
    }
    vi.stubGlobal('Blob', Counted);
    const opened = entryContents(bomb, entry({ start: 0, packed: bomb.size, bytes: 100_000 })).catch(codeOf);
    expect(await opened.finally(() => vi.unstubAllGlobals())).toBe('share-altered');
    expect(kept).toBeLessThanOrEqual(100_000);
  });

  test('whole', async () => {
    expect(await held({ packed: data.length - 1 })).toBe('share-altered');
  });
});
