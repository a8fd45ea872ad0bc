import { expect, test } from 'vitest';
import { recipeOfFile } from '../../tests/support/recipe';
import { DEFAULT_PROFILES } from '../domain/default-profiles';
import { convert, inspect } from './engines';

/** The browser's own drawing of a file is the judge of what its numbers mean. */
const bytesOf = async (address: URL) => new Uint8Array(await (await fetch(address)).arrayBuffer());
const fixture = (name: string) => bytesOf(new URL(`../../tests/fixtures/${name}`, import.meta.url));
const coloured = (name: string) => bytesOf(new URL(`../../tests/fixtures/colours/${name}.avif`, import.meta.url));

async function pixelsOf(picture: Blob): Promise<Uint8ClampedArray> {
  const image = new Image();
  image.src = URL.createObjectURL(picture);
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

function distance(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** Without loss and in sRGB, so that nothing but the colours can differ. */
const lossless = () => {
  const profile = DEFAULT_PROFILES.find(({ format }) => format === 'webp');
  if (!profile) throw new Error('no profile');
  return { ...profile, lossless: true, quality: 100 };
};

async function expectAsShown(file: Blob) {
  const { facts, previews, failure } = await inspect(file, file.type);
  expect(failure).toBeNull();
  expect(previews.length).toBe(2);
  const made = await convert(file, await recipeOfFile(file, { mime: file.type, profile: lossless(), facts }));
  expect(distance(await pixelsOf(made), await pixelsOf(file))).toBeLessThan(1.5);
}

test.each(['pq', 'hlg', 'display-p3', 'bt2020', 'linear'])(
  'an AVIF whose code points say %s comes out as the browser shows it',
  async (name) => {
    await expectAsShown(new Blob([await coloured(name)], { type: 'image/avif' }));
  },
);

test('the same code points in a PNG', async () => {
  const png = await fixture('photo.png');
  // PNG 3rd edition, §11.3.2.6: BT.2020, PQ, RGB, full range; its checksum is not looked at.
  const chunk = Uint8Array.of(0, 0, 0, 4, 0x63, 0x49, 0x43, 0x50, 9, 16, 0, 1, 0, 0, 0, 0);
  new DataView(chunk.buffer).setUint32(12, crc32(chunk.subarray(4, 12)));
  const after = 33;
  await expectAsShown(new Blob([png.slice(0, after), chunk, png.slice(after)], { type: 'image/png' }));
});

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test('the still picture in an animation is shown; an animation without one is called that', async () => {
  const still = await fixture('photo.avif');
  still.set(new TextEncoder().encode('avis'), 8);
  const { facts, failure } = await inspect(new Blob([still]), 'image/avif');
  expect([facts.width, facts.height, failure]).toEqual([700, 394, null]);
  const text = new TextDecoder('latin1').decode(still);
  still.set(new TextEncoder().encode('moov'), text.indexOf('meta'));
  await expect(inspect(new Blob([still]), 'image/avif')).rejects.toMatchObject({ name: 'AppError:animation-only' });
});
