import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mediaType } from './kind';
import { SNIFF_BYTES, sniff } from './sniff';

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/${name}`, import.meta.url));
const head = (bytes: Uint8Array) => bytes.subarray(0, SNIFF_BYTES);

test.each([
  ['located.jpg', 'image/jpeg'],
  ['photo.png', 'image/png'],
  ['photo.webp', 'image/webp'],
  ['photo.gif', 'image/gif'],
  ['photo.avif', 'image/avif'],
  ['photo.jxl', 'image/jxl'],
  ['photo.tif', 'image/tiff'],
  ['deep.tif', 'image/tiff'],
  ['vector.svg', 'image/svg+xml'],
  ['scripted.svg', 'image/svg+xml'],
  ['laughs.svg', 'image/svg+xml'],
  ['document.pdf', 'application/pdf'],
  ['note.txt', 'text/plain'],
  ['truncated.jpg', 'image/jpeg'],
])('%s is %s by its bytes', async (name, mime) => {
  expect(await sniff(head(fixture(name)))).toBe(mime);
});

test.each([
  ['<?xml version="1.0"?>\n<!-- <svg> in a comment -->\n<svg xmlns="x">', 'image/svg+xml'],
  ['\ufeff<svg/>', 'image/svg+xml'],
  ['<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', 'image/svg+xml'],
  ['<html><body><svg></svg></body></html>', 'text/plain'],
  ['plain words', 'text/plain'],
  ['<svgother>', 'text/plain'],
  ['<!DOCTYPE svg [ <!ENTITY a "]>"> <!-- ]> --> ]>\n<svg>', 'image/svg+xml'],
  ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x>y"><svg>', 'image/svg+xml'],
  [`<!DOCTYPE${'[]'.repeat(50)}`, 'text/plain'],
  [`<!DOCTYPE${'[]'.repeat(30_000)}`, 'text/plain'],
  ['<!--'.repeat(16_000), 'text/plain'],
  [`${'<?a?>'.repeat(12_000)}<`, 'text/plain'],
  [`${' '.repeat(60_000)}<`, 'text/plain'],
])('%.60j is %s', async (text, mime) => {
  expect(await sniff(new TextEncoder().encode(text))).toBe(mime);
});

test('SVG in UTF-16, with and without a byte order mark', async () => {
  const svg = '<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg"/>';
  for (const text of [svg, `\ufeff${svg}`]) {
    const little = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
    const big = little.map((_, i) => little[i ^ 1] ?? 0);
    expect([await sniff(little), await sniff(big)]).toEqual(['image/svg+xml', 'image/svg+xml']);
  }
});

test('bytes that are nothing known', async () => {
  expect(await sniff(new Uint8Array([0, 1, 2, 3, 255]))).toBe('application/octet-stream');
});

/** A directory of a TIFF: tag, type and value of each. */
function tiff(entries: [tag: number, type: number, value: number][], make = ''): Uint8Array {
  const file = new Uint8Array(1024);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length + 1, true);
  for (const [i, [tag, type, value]] of [[271, 2, 900] as const, ...entries].entries()) {
    view.setUint16(10 + i * 12, tag, true);
    view.setUint16(12 + i * 12, type, true);
    view.setUint32(14 + i * 12, 1, true);
    view.setUint32(18 + i * 12, value, true);
  }
  file.set(new TextEncoder().encode(make), 900);
  return file;
}

test.each([
  [
    'a TIFF that a Nikon wrote',
    tiff(
      [
        [262, 3, 2],
        [50_341, 7, 800],
      ],
      'NIKON CORPORATION',
    ),
    'image/tiff',
  ],
  ['a TIFF of a picture from a Sony', tiff([[262, 3, 2]], 'SONY'), 'image/tiff'],
  ['one whose directory lies beyond the head', tiff([[330, 4, 90_000_000]], 'NIKON CORPORATION'), 'image/tiff'],
  ['directories in a circle', tiff([[330, 4, 8]], 'SONY'), 'image/tiff'],
  ['a NEF', tiff([[262, 3, 32_803]], 'NIKON CORPORATION'), 'image/x-nikon-nef'],
  ['an ARW', tiff([[259, 3, 32_767]], 'SONY'), 'image/x-sony-arw'],
  ['a DNG', tiff([[50_706, 1, 0x401]], 'SONY'), 'image/x-adobe-dng'],
  ['somebody’s raw', tiff([[262, 3, 32_803]], 'ACME'), 'image/x-raw'],
])('%s', async (_, file, mime) => {
  expect(await sniff(file)).toBe(mime);
});

const photos = new URL('../../../shared/corpus/photos/', import.meta.url);
describe.skipIf(!existsSync(photos))('corpus', () => {
  test.each([
    ['dragonfly-2mp.dng', 'image', null],
    ['iphone-p3-gps-12mp.heic', 'image', null],
    ['dandelions-16bit.tif', 'image', 'image'],
    ['clip-gps.mp4', 'video', null],
    ['canon-20mp.avif', 'image', 'image'],
    ['libvips-logo.svg', 'vector', 'svg'],
    ['album-3-pages.pdf', 'document', null],
  ])('%s is of kind %s, read by %s', async (name, kind, family) => {
    const type = mediaType(await sniff(head(readFileSync(new URL(name, photos)))), name);
    expect([type.kind, type.family]).toEqual([kind, family]);
  });
});
