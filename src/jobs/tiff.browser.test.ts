import { expect, test } from 'vitest';
import { recipeOfFile } from '../../tests/support/recipe';
import { DEFAULT_PROFILES } from '../domain/default-profiles';
import { sniff } from '../media/sniff';
import { convert, inspect } from './engines';

/** TIFFs in the many ways that pixels are stored in one: the picture, or why it cannot be shown. Made from one picture. */
async function fixture(name: string): Promise<Blob> {
  const response = await fetch(new URL(`../../tests/fixtures/tiff/${name}`, import.meta.url));
  const file = await response.blob();
  expect(await sniff(new Uint8Array(await file.arrayBuffer()))).toBe('image/tiff');
  return file;
}

async function meanOf(picture: Blob): Promise<number[]> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i++) if (i % 4 < 3) sums[i % 4] = (sums[i % 4] ?? 0) + (data[i] ?? 0);
  return sums.map((sum) => sum / (data.length / 4));
}

/** As ImageMagick 6.9 reads them. */
test.each([
  ['nikon.tif', [96, 87, 51]],
  ['grey-float.tif', [88, 88, 88]],
  ['rgb-32.tif', [96, 88, 51]],
  ['lab-8.tif', [94, 88, 52]],
  ['ycbcr-plain.tif', [97, 88, 51]],
])('%s is the picture, in the preview and in a download', async (name, expected) => {
  const file = await fixture(name);
  const { facts, previews, failure } = await inspect(file, 'image/tiff');
  expect(failure).toBeNull();
  const [profile] = DEFAULT_PROFILES;
  if (!profile) throw new Error('no profile');
  const made = await convert(file, await recipeOfFile(file, { mime: 'image/tiff', profile, facts }));
  const preview = previews[0];
  for (const picture of [made, new Blob([preview?.bytes ?? ''], { type: preview?.type ?? '' })]) {
    const mean = await meanOf(picture);
    for (const [i, value] of expected.entries()) expect(Math.abs((mean[i] ?? 0) - value)).toBeLessThan(6);
  }
});

test.each([
  ['compressed-zstd.tif', 'codec-zstd'],
  ['compressed-lzma.tif', 'codec-lzma'],
  ['compressed-webp.tif', 'codec-webp'],
  ['compressed-old-jpeg.tif', 'codec-old-jpeg'],
])('%s: its size is known, and why it cannot be shown', async (name, code) => {
  const file = await fixture(name);
  const { facts, previews, failure } = await inspect(file, 'image/tiff');
  expect([facts.width, facts.height, previews.length, failure]).toEqual([48, 27, 0, code]);
  const [profile] = DEFAULT_PROFILES;
  if (!profile) throw new Error('no profile');
  await expect(convert(file, await recipeOfFile(file, { mime: 'image/tiff', profile, facts }))).rejects.toMatchObject({
    name: `AppError:${code}`,
  });
});

test('samples of 64 bits are not called damaged', async () => {
  await expect(inspect(await fixture('grey-double.tif'), 'image/tiff')).rejects.toMatchObject({
    name: 'AppError:samples-not-read',
  });
});
