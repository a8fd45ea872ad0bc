import { afterEach, expect, test, vi } from 'vitest';
import { withJpegMetadata } from '../metadata/containers/jpeg/embed';
import { deadlineFor } from './deadline';
import { identify } from './engines';

/** Metadata that lead a reader in circles, in the worker that reads them: only their own file is the worse for it. */
vi.mock(import('./deadline'), async (original) => {
  const real = await original();
  return { ...real, deadlineFor: vi.fn(real.deadlineFor) };
});
const realDeadline = vi.mocked(deadlineFor).getMockImplementation() ?? ((bytes: number) => bytes);
afterEach(() => {
  vi.mocked(deadlineFor).mockImplementation(realDeadline);
});

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const text = new TextEncoder();

/** A TIFF of one directory, whose next one is where it says. */
function tiff(entries: readonly [tag: number, type: number, count: number, value: number][], next: number): Uint8Array {
  const bytes = new Uint8Array(8 + 2 + entries.length * 12 + 4 + 64);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length, true);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
  }
  view.setUint32(10 + entries.length * 12, next, true);
  return bytes;
}

const EXIF = 0x8769;
const MAKER_NOTE = 0x927c;
const many = (count: number) => Array.from({ length: count }, (_, i) => i);
const xmp = (inside: string) =>
  text.encode(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
/** IIM, "extended dataset": four bytes of length that say two gigabytes. */
const endless = Uint8Array.from(many(2_000).flatMap(() => [0x1c, 2, 25, 0x80, 4, 0x7f, 0xff, 0xff, 0xff]));

const EXIF_BLOCKS: Record<string, Uint8Array> = {
  'a directory that follows itself': tiff([[0x010f, SHORT, 1, 1]], 8),
  'a directory inside of itself': tiff(
    [
      [EXIF, LONG, 1, 8],
      [0x8825, LONG, 1, 8],
      [0xa005, LONG, 1, 8],
    ],
    8,
  ),
  'a thousand directories that are all the same': tiff(
    [
      [0x014a, LONG, 1_000, 8],
      [EXIF, LONG, 1, 8],
    ],
    8,
  ),
  'values of four gigabytes': tiff(
    many(500).map((i) => [0x9000 + i, UNDEFINED, 0xffffffff, 8]),
    0,
  ),
  'notes of the maker that point to the block': tiff(
    [
      [EXIF, LONG, 1, 8],
      [MAKER_NOTE, UNDEFINED, 0xffff, 8],
    ],
    8,
  ),
};
const PACKETS: Record<string, Uint8Array> = {
  'ten thousand elements in each other': xmp('<dc:title>'.repeat(10_000) + '</dc:title>'.repeat(10_000)),
  'as many attributes as bytes': xmp(
    `<dc:title ${many(100_000)
      .map((i) => `a${i}=""`)
      .join(' ')}/>`,
  ),
  'lists in lists': xmp('<dc:subject><rdf:Bag><rdf:li>'.repeat(30) + '</rdf:li></rdf:Bag></dc:subject>'.repeat(30)),
};

async function plainJpeg(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d');
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
}

const NOTHING = { exif: null, xmp: null, iptc: null };

async function hostileFiles(): Promise<[string, Blob][]> {
  const plain = await plainJpeg();
  const made = (name: string, bytes: Uint8Array): [string, Blob] => [name, new Blob([bytes as BlobPart])];
  return [
    ...Object.entries(EXIF_BLOCKS).map(([name, exif]) => made(name, withJpegMetadata(plain, { ...NOTHING, exif }))),
    ...Object.entries(EXIF_BLOCKS).map(([name, bytes]) => made(`${name}, as a TIFF`, bytes)),
    ...Object.entries(PACKETS).map(([name, packet]) =>
      made(name, withJpegMetadata(plain, { ...NOTHING, xmp: packet })),
    ),
    made('lengths of IPTC that lead outside', withJpegMetadata(plain, { ...NOTHING, iptc: endless })),
  ];
}

const good = async () => {
  const packet = xmp('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>');
  return new Blob([withJpegMetadata(await plainJpeg(), { ...NOTHING, xmp: packet }) as BlobPart]);
};
const HARBOUR = { mime: 'image/jpeg', embedded: { 'dc:title': { languages: { 'x-default': 'Harbour' } } } };

test('each is identified, and so is what comes between them', async () => {
  const between = await good();
  const files = await hostileFiles();
  const found = await Promise.all(files.flatMap(([, file]) => [identify(file), identify(between)]));
  expect(found.filter((_, i) => i % 2 === 0).map(({ hash }) => hash.length)).toEqual(files.map(() => 64));
  for (const each of found.filter((_, i) => i % 2 === 1)) expect(each).toMatchObject(HARBOUR);
});

/** A file whose work does not come to its end: no structure here is known to do that, so its time is taken away. */
async function withoutTimeFor(file: Blob, attempts: number): Promise<void> {
  let left = attempts;
  vi.mocked(deadlineFor).mockImplementation((bytes, ...rest) =>
    bytes === file.size && left-- > 0 ? 1 : realDeadline(bytes, ...rest),
  );
}

const large = async () => new Blob([await good(), new Uint8Array(24_000_000)]);

test('one whose metadata take too long is taken without them, the others with theirs', async () => {
  const [slow, other] = [await large(), await good()];
  await withoutTimeFor(slow, 1);
  const [found, ...others] = await Promise.all([identify(slow), identify(other), identify(other)]);
  expect(found).toMatchObject({ mime: 'image/jpeg', embedded: {} });
  expect(found?.hash).toHaveLength(64);
  for (const each of others) expect(each).toMatchObject(HARBOUR);
});

test('one that takes too long altogether fails with its reason, and alone', async () => {
  const [slow, other] = [await large(), await good()];
  await withoutTimeFor(slow, 2);
  const [found, ...others] = await Promise.allSettled([identify(slow), identify(other), identify(other)]);
  expect(found).toMatchObject({ status: 'rejected', reason: { code: 'read-too-slow' } });
  for (const each of others) expect(each).toMatchObject({ status: 'fulfilled', value: HARBOUR });
});
