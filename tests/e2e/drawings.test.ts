import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, type UploadFile } from '../support/app';
import { fixture } from '../support/tools';

/** Drawings come out as the browser shows them: its own drawing of the same file is the judge. */
const svg = (inside: string, attributes = 'width="240" height="120"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;

const DRAWINGS: Record<string, string> = {
  'text.svg': svg(
    '<rect width="240" height="120" fill="#123"/><text x="20" y="70" font-size="40" font-family="No Such Font, sans-serif" fill="#fff">Harbour</text>',
  ),
  'rules.svg': svg(
    '<style>:root{--a:#0a7} .a{fill:var(--a)} .b{fill:oklch(0.7 0.2 30)}</style><rect class="a" width="120" height="120"/><rect class="b" x="120" width="120" height="120"/>',
  ),
  'inlaid.svg': svg(
    `<image width="240" height="120" preserveAspectRatio="none" href="data:image/png;base64,${readFileSync(fixture('photo.png')).toString('base64')}"/><text x="20" y="70" font-size="40" fill="#fff">Hill</text>`,
  ),
  'box-only.svg': svg(
    '<rect width="300" height="100" fill="teal"/><circle cx="50" cy="50" r="40" fill="gold"/>',
    'viewBox="0 0 300 100"',
  ),
  'html.svg': svg(
    '<rect width="240" height="120" fill="#eee"/><foreignObject width="240" height="120"><p xmlns="http://www.w3.org/1999/xhtml" style="font:30px sans-serif;color:#a00">Words</p></foreignObject>',
  ),
};

const UTF16 = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${svg('<rect width="240" height="120" fill="purple"/>')}`;

/** Ten uses of ten uses of ten…: a browser that began to draw it would not answer for minutes. */
const bomb = () => {
  const levels = Array.from({ length: 7 }, (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`);
  return svg(
    `<text font-family="No Such Font">x</text><defs><rect id="g0" width="1" height="1"/>${levels.join('')}</defs><use href="#g7"/>`,
  );
};

/** More filters than a browser is let draw on the page: resvg does, without the text. */
const FILTERED = svg(
  `<filter id="f">${'<feOffset dx="1"/>'.repeat(41)}</filter><rect width="240" height="120" fill="teal"/><text y="60" font-family="No Such Font">Harbour</text>`,
);

const file = (name: string, content: string, encoding: BufferEncoding = 'utf8'): UploadFile => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(content, encoding),
});

let app: App;
beforeAll(async () => {
  app = await openApp();
  await app.upload([
    ...Object.entries(DRAWINGS).map(([name, content]) => file(name, content)),
    file('utf16.svg', UTF16, 'utf16le'),
    file('filtered.svg', FILTERED),
    file('bomb.svg', bomb()),
  ]);
});
afterAll(() => app.close());

/** How far two pictures of one size are from each other, of 255. */
function distance(drawing: Buffer, made: Buffer, type: string): Promise<number> {
  return app.page.evaluate(
    async ([a, b]) => {
      const load = async (address: string | undefined) => {
        const image = new Image();
        image.src = address ?? '';
        await image.decode();
        return image;
      };
      const [original, copy] = [await load(a), await load(b)];
      const pixels = (image: HTMLImageElement) => {
        const canvas = new OffscreenCanvas(copy.naturalWidth, copy.naturalHeight);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.fillStyle = '#fff';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return context.getImageData(0, 0, canvas.width, canvas.height).data;
      };
      const [before, after] = [pixels(original), pixels(copy)];
      return before.reduce((sum, value, i) => sum + Math.abs(value - (after[i] ?? 0)), 0) / before.length;
    },
    [`data:image/svg+xml;base64,${drawing.toString('base64')}`, `data:${type};base64,${made.toString('base64')}`],
  );
}

test.each([...Object.keys(DRAWINGS), 'utf16.svg'])('%s is as the browser shows it, at any size', async (name) => {
  const drawing = name === 'utf16.svg' ? Buffer.from(UTF16, 'utf16le') : Buffer.from(DRAWINGS[name] ?? '');
  for (const [profile, type] of [
    ['WebP 2048', 'image/webp'],
    ['Thumbnail 400', 'image/jpeg'],
  ] as const) {
    const { path } = await app.download(name, profile);
    expect(await distance(drawing, readFileSync(path), type)).toBeLessThan(3);
  }
});

test('a font that is not there is named', async () => {
  await app.page.getByRole('gridcell', { name: 'text.svg', exact: true }).focus();
  await app.page.keyboard.press('i');
  const details = app.page.getByRole('complementary', { name: 'Details' });
  await details.getByText('Not on this device, so another stands in: “No Such Font”').waitFor();
});

test('text that is left out is said, and so is its font', async () => {
  await app.page.getByRole('gridcell', { name: 'filtered.svg', exact: true }).focus();
  const details = app.page.getByRole('complementary', { name: 'Details' });
  const said =
    'Text is left out: this drawing holds more than can be drawn with it here. Not on this device: “No Such Font”';
  await details.getByText(said).waitFor();
});

test('a drawing that is a bomb stops nothing', async () => {
  await app.settled();
  const bombed = app.page.getByRole('gridcell', { name: 'bomb.svg', exact: true });
  await bombed.waitFor();
  expect(app.errors).toEqual([]);
});
