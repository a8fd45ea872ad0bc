import { expect, test } from 'vitest';
import { readDrawing } from './drawing';

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;
const read = (text: string) => readDrawing(new TextEncoder().encode(text));
/** The first bytes of a PNG (PNG 3rd edition, §11.2.1). */
function pngOf(width: number, height: number): string {
  const head = Buffer.alloc(33);
  head.write('89504e470d0a1a0a0000000d49484452', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head.toString('base64');
}

const levels = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const uses = `<use href="#g${i}"/>`.repeat(10);
    return `<g id="g${i + 1}">${uses}</g>`;
  }).join('');

test.each([
  ['shapes', svg('<rect width="1" height="1"/>')],
  [
    'a mark before the declaration, a document type',
    `\ufeff<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">${svg('')}`,
  ],
  ['text and rules', svg('<style>:root{--a:red} text{fill:var(--a)}</style><text>a &lt; b</text>')],
  ['rules in character data', svg('<style><![CDATA[ a > b { fill: url(#x) } ]]></style><linearGradient id="x"/>')],
  ['10,000 paths', svg('<path d="M0 0h1"/>'.repeat(10_000))],
  ['a gradient on a thousand of them', svg(`<linearGradient id="a"/>${'<path fill="url(#a)"/>'.repeat(1000)}`)],
  ['a small picture in it', svg(`<image href="data:image/png;base64,${pngOf(300, 200)}"/>`)],
  ['a picture elsewhere, which is not fetched', svg('<image href="https://example.invalid/a.png"/>')],
  ['a font that it brings', svg('<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>')],
])('a browser may draw %s', (_, text) => {
  expect(read(text)).not.toBeNull();
});

test.each([
  ['a million uses', svg(`<defs><rect id="g0"/>${levels(6)}</defs><use href="#g6"/>`)],
  [
    'masks of masks of masks',
    svg(`<g id="g0"/>${levels(6).replaceAll('<use href="#', '<g mask="url(#').replaceAll('"/>', ')"/>')}`),
  ],
  ['something that uses itself', svg('<g id="a"><use href="#a"/></g>')],
  ['a picture that does not tell its size', svg('<image href="data:image/png;base64,AAAA"/>')],
  ['a picture of 900 million pixels', svg(`<image href="data:image/png;base64,${pngOf(30_000, 30_000)}"/>`)],
  ['many pictures', svg(`<image href="data:image/png;base64,${pngOf(5000, 5000)}"/>`.repeat(3))],
  ['a picture in disguise', svg('<image href="&#100;ata:image/png;base64,AAAA"/>')],
  ['uses in disguise', svg(`<defs><rect id="g0"/>${levels(6).replaceAll('#', '&#35;')}</defs>`)],
  ['rules in disguise', svg('<style>a{fill:url(\\23 x)}</style>')],
  [
    'an animation that leads to a bomb',
    svg(`<defs><rect id="g0"/>${levels(6)}</defs><use><set attributeName="href" to="#g6"/></use>`),
  ],
  ['pictures under another name', svg('<s:image xmlns:s="http://www.w3.org/2000/svg" href="data:;base64,AAAA"/>')],
  ['a filter without end', svg('<filter><feTurbulence/></filter>'.repeat(50))],
  ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
  ['100,000 elements', svg('<a/>'.repeat(100_001))],
  ['200,000 rules', svg(`<style>${'a{}'.repeat(200_000)}</style>`)],
  ['what is no XML', '<svg><g></svg'],
])('a browser may not draw %s', (_, text) => {
  expect(read(text)).toBeNull();
});

test('the fonts that text asks for first', () => {
  const text = svg(
    `<style>.a { font-family: 'Helvetica Neue', Arial }</style><text font-family="Inter, sans-serif" style="font-family:&quot;Open Sans&quot;"/>`,
  );
  expect(read(text)?.families).toEqual(['Helvetica Neue', 'Inter', 'Open Sans']);
});

test('a drawing in UTF-16', () => {
  const text = `\ufeff${svg('<text font-family="Inter">é</text>')}`;
  const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
  expect(readDrawing(bytes)?.families).toEqual(['Inter']);
});
