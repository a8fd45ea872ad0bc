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

const photos = new URL('../../../shared/corpus/photos/', import.meta.url);
describe.skipIf(!existsSync(photos))('corpus', () => {
  test.each([
    ['dragonfly-2mp.dng', 'image', null],
    ['iphone-p3-gps-12mp.heic', 'image', null],
    ['dandelions-16bit.tif', 'image', 'core'],
    ['clip-gps.mp4', 'video', null],
    ['canon-20mp.avif', 'image', 'heif'],
    ['libvips-logo.svg', 'vector', 'resvg'],
    ['album-3-pages.pdf', 'document', null],
  ])('%s is of kind %s, read by %s', async (name, kind, decoder) => {
    const type = mediaType(await sniff(head(readFileSync(new URL(name, photos)))), name);
    expect([type.kind, type.decoder]).toEqual([kind, decoder]);
  });
});
