import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { has, run, vipsFacts } from '../support/tools';

/** Pictures from other people's bug reports: the right picture, or the right words. */
const CASES = join(import.meta.dirname, '../../../shared/cases');
const FILES = {
  zstd: 'tiff-black/zstd-in-tiff.tif',
  webp: 'tiff-black/webp-in-tiff.tif',
  lab: 'tiff-lab/lab-8bit.tif',
  nikon: 'tiff-taken-for-raw/nikon-printim.tif',
  hdr: 'avif-colours/hdr-rec2020-pq.avif',
  srgb: 'avif-colours/same-in-srgb.avif',
  sequence: 'avif-sequence/sequence.avif',
  logo: 'svg-text/text-logo.svg',
  plot: 'svg-text/exiftool-plot1.svg',
  number: 'search-by-number/DSC01273.jpg',
} as const;

const path = (name: keyof typeof FILES) => join(CASES, FILES[name]);
/** Named after its file, or as it calls itself. */
const title = (name: keyof typeof FILES) => (name === 'plot' ? 'Plot by ExifTool 13.22' : basename(FILES[name]));

describe.skipIf(!existsSync(CASES) || !has('convert') || !has('vipsheader'))('cases', () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp();
    await app.upload(Object.keys(FILES).map((name) => path(name as keyof typeof FILES)));
    await app.settled();
  });
  afterAll(() => app.close());

  async function meanOf(name: keyof typeof FILES): Promise<number[]> {
    const made = await app.download(title(name), 'Web 1600');
    const text = run('convert', [made.path, '-colorspace', 'sRGB', '-resize', '1x1!', '-depth', '8', 'txt:-']);
    return (/\((\d[^)]*)\)/.exec(text)?.[1] ?? '').split(',').map(Number);
  }

  test.each([
    ['lab', [0, 150, 117]],
    ['nikon', [95, 86, 50]],
    ['hdr', [212, 193, 97]],
    ['srgb', [194, 174, 95]],
    ['sequence', [0, 0, 0]],
  ] as const)('%s', async (name, expected) => {
    const mean = await meanOf(name);
    for (const [i, value] of expected.entries()) expect(Math.abs((mean[i] ?? mean[0] ?? -99) - value)).toBeLessThan(6);
  });

  test.each([
    ['zstd', 'ZSTD'],
    ['webp', 'WebP'],
  ] as const)('%s is named, and the file itself can be had', async (name, codec) => {
    const cell = app.page.getByRole('gridcell', { name: title(name) });
    await cell.getByText(`compressed with ${codec}`).first().waitFor({ state: 'attached' });
    expect(readFileSync((await app.download(title(name), 'Original')).path).equals(readFileSync(path(name)))).toBe(
      true,
    );
  });

  test.each(['logo', 'plot'] as const)('%s is as the browser shows it, text and all', async (name) => {
    const made = await app.download(title(name), 'Web 1600');
    const { width, height } = vipsFacts(made.path);
    expect(Math.max(width, height)).toBe(1600);
    const distance = await app.page.evaluate(
      async ([a, b]) => {
        const pixels = await Promise.all(
          [a, b].map(async (address) => {
            const image = new Image();
            image.src = address ?? '';
            await image.decode();
            const canvas = new OffscreenCanvas(800, 600);
            const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
            context.fillStyle = '#fff';
            context.fillRect(0, 0, 800, 600);
            context.drawImage(image, 0, 0, 800, 600);
            return context.getImageData(0, 0, 800, 600).data;
          }),
        );
        const [before, after] = pixels as [Uint8ClampedArray, Uint8ClampedArray];
        return before.reduce((sum, value, i) => sum + Math.abs(value - (after[i] ?? 0)), 0) / before.length;
      },
      [
        `data:image/svg+xml;base64,${readFileSync(path(name)).toString('base64')}`,
        `data:image/jpeg;base64,${readFileSync(made.path).toString('base64')}`,
      ],
    );
    expect(distance).toBeLessThan(4);
  });

  test.each(['1273', '01273'])('"%s" finds DSC01273', async (words) => {
    const search = app.page.getByRole('searchbox', { name: 'Search assets' });
    await search.fill(words);
    await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(1);
    await app.page.getByRole('gridcell', { name: title('number') }).waitFor();
    await search.fill('');
  });
});
