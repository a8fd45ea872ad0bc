import { describe, expect, test } from 'vitest';
import { recipeOfFile } from '../../tests/support/recipe';
import { DEFAULT_PROFILES } from '../domain/default-profiles';
import type { ExportProfile } from '../domain/profile';
import { NOTHING_SAID } from '../domain/statement';
import { sniff } from '../media/sniff';
import { canInspect, convert, identify, inspect, readMetadata } from './engines';
import { engineCount } from './pools';

async function fixture(name: string): Promise<Blob> {
  const response = await fetch(new URL(`../../tests/fixtures/${name}`, import.meta.url));
  return response.blob();
}

async function inspected(name: string) {
  const file = await fixture(name);
  const mime = await sniff(new Uint8Array(await file.arrayBuffer()));
  return inspect(file, mime);
}

test('facts are what exiftool and vips say of the file', async () => {
  const { facts, previews, failure } = await inspected('located.jpg');
  expect(failure).toBeNull();
  expect(facts).toMatchObject({
    width: 1200,
    height: 675,
    dpi: 240,
    icc: null,
    orientation: 1,
    capturedAt: '2024-05-17T09:41:12',
    camera: 'Satchel Test Camera',
    hasLocation: true,
    hasAlpha: false,
  });
  expect(facts.colour).toMatch(/^#[0-9a-f]{6}$/);
  expect(previews.map((preview) => preview.size)).toEqual([320, 1600]);
});

test('a receiver without a fix, in EXIF and in XMP, has no location', async () => {
  expect((await inspected('no-fix.jpg')).facts.hasLocation).toBe(false);
});

test.each([
  ['orientation-1.jpg', 320, 180],
  ['orientation-3.jpg', 320, 180],
  ['orientation-6.jpg', 180, 320],
  ['orientation-8.jpg', 180, 320],
  ['wide-gamut.jpg', 640, 360],
  ['cmyk.jpg', 320, 180],
  ['deep.tif', 320, 180],
  ['photo.tif', 320, 180],
  ['photo.png', 240, 135],
  ['photo.webp', 900, 506],
  ['photo.avif', 700, 394],
  ['photo.jxl', 500, 281],
  ['photo.gif', 200, 112],
  ['vector.svg', 480, 400],
])('%s is %i × %i and its previews are upright, decodable WebP', async (name, width, height) => {
  const { facts, previews, failure } = await inspected(name);
  expect(failure).toBeNull();
  expect([facts.width, facts.height]).toEqual([width, height]);
  for (const preview of previews) {
    const bitmap = await createImageBitmap(new Blob([preview.bytes], { type: preview.type }));
    expect(Math.max(bitmap.width, bitmap.height)).toBeLessThanOrEqual(preview.size);
    expect(bitmap.width / bitmap.height).toBeCloseTo(width / height, 1);
  }
});

describe('bad input', () => {
  test.each([
    ['truncated.jpg', 'ends-early'],
    ['truncated.png', 'ends-early'],
    ['truncated.webp', 'ends-early'],
    ['bomb.png', 'too-many-pixels'],
    ['huge-canvas.gif', 'too-many-pixels'],
    ['laughs.svg', 'damaged'],
  ])('%s is refused as "%s"', async (name, code) => {
    const result = await inspected(name).catch((error) => ({ failure: String(error.name).replace('AppError:', '') }));
    expect(result.failure).toBe(code);
  });

  test('a scripted drawing is drawn, and nothing in it runs or is fetched', async () => {
    const { previews } = await inspected('scripted.svg');
    expect(previews.length).toBe(2);
    expect('__pwned' in globalThis).toBe(false);
    expect(performance.getEntriesByType('resource').filter((entry) => entry.name.includes('example.invalid'))).toEqual(
      [],
    );
  });

  test('an empty file has no identity', async () => {
    await expect(identify(new Blob([]))).rejects.toMatchObject({ name: 'AppError:empty-file' });
  });

  test('kinds without a decoder are not asked for', () => {
    expect(canInspect('application/pdf')).toBe(false);
    expect(canInspect('image/heic')).toBe(false);
    expect(canInspect('image/jxl')).toBe(true);
  });
});

test.each([10, 40 * 1024 * 1024])('the hash of %i bytes is SHA-256, read whole or in slices', async (size) => {
  const bytes = new Uint8Array(size).fill(7);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const expected = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect((await identify(new Blob([bytes]))).hash).toBe(expected);
});

test('a derivative is a pure function of bytes and profile', async () => {
  const file = await fixture('located.jpg');
  const { facts } = await inspect(file, 'image/jpeg');
  const [profile] = DEFAULT_PROFILES;
  if (!profile) throw new Error('no profile');
  const make = async () =>
    new Uint8Array(
      await (await convert(file, await recipeOfFile(file, { mime: 'image/jpeg', profile, facts }))).arrayBuffer(),
    );
  expect(await make()).toEqual(await make());
});

test('cancelling a conversion ends it at once, and the next one works', async () => {
  const file = await fixture('photo.avif');
  const { facts } = await inspect(file, 'image/avif');
  const profile = DEFAULT_PROFILES.find((each) => each.format === 'avif');
  if (!profile) throw new Error('no profile');
  const abort = new AbortController();
  const slow = { ...profile, effort: 9 };
  const cancelled = convert(file, await recipeOfFile(file, { mime: 'image/avif', profile: slow, facts }), {
    signal: abort.signal,
  });
  setTimeout(() => abort.abort(), 300);
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  const made = await convert(file, await recipeOfFile(file, { mime: 'image/avif', profile, facts }));
  expect(made.type).toBe('image/avif');
});

test.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'jxl'] as const)(
  'what the fields say stands in a %s',
  async (format) => {
    const file = await fixture('photo.webp');
    const { facts } = await inspect(file, 'image/webp');
    const [usual] = DEFAULT_PROFILES;
    if (!usual) throw new Error('no profile');
    const changed = {
      'dc:title': 'Zoë — 港',
      'dc:subject': ['a', 'b & c'],
      'dc:rights': '© Zoë',
      'iptc:City': 'Łódź',
    };
    const statement = { ...NOTHING_SAID, changed };
    const make = async (metadata: typeof usual.metadata) => {
      const profile = { ...usual, format, metadata };
      const made = await convert(file, await recipeOfFile(file, { mime: 'image/webp', profile, facts, statement }));
      return readMetadata(made, made.type);
    };
    expect(await make('everything')).toMatchObject({
      'dc:title': { languages: { 'x-default': 'Zoë — 港' } },
      'dc:subject': ['a', 'b & c'],
      'dc:rights': { languages: { 'x-default': '© Zoë' } },
      ...(format === 'jpeg' || format === 'tiff' ? { 'iptc:City': 'Łódź' } : {}),
    });
    const copyright = await make('copyright-only');
    expect(copyright).toMatchObject({ 'dc:rights': { languages: { 'x-default': '© Zoë' } } });
    expect(Object.keys(copyright).filter((property) => /title|subject|City/.test(property))).toEqual([]);
    expect(Object.keys(await make('none')).filter((property) => /^(?:dc|iptc):/.test(property))).toEqual([]);
  },
);

test('a file that ends early leaves no words behind for the next one', async () => {
  const cut = await fixture('truncated.jpg');
  // A PNG whose colour type does not exist (PNG 3rd edition, §11.2.1): damaged, and nothing ends early.
  const bytes = new Uint8Array(await (await fixture('photo.png')).arrayBuffer());
  bytes[25] = 1;
  const damaged = new Blob([bytes], { type: 'image/png' });
  await Promise.all(Array.from({ length: engineCount * 2 }, () => inspect(cut, 'image/jpeg')));
  for (let i = 0; i < engineCount * 2; i++) {
    await expect(inspect(damaged, 'image/png')).rejects.toMatchObject({ name: 'AppError:damaged' });
  }
});

test('a JPEG XL whose words are compressed is read, shown and exported with them', async () => {
  const file = await fixture('brotli.jxl');
  const { mime, embedded } = await identify(file);
  const says = {
    'photoshop:City': 'Łódź',
    'dc:title': { languages: { 'x-default': 'Weavers’ houses' } },
    'exif:Artist': 'Ada',
  };
  expect([mime, embedded]).toMatchObject(['image/jxl', says]);
  const { facts, failure } = await inspect(file, mime);
  expect([facts.width, facts.height, failure]).toEqual([64, 48, null]);
  const profile = { ...(DEFAULT_PROFILES[0] as ExportProfile), metadata: 'everything' } as const;
  const made = await convert(file, await recipeOfFile(file, { mime, profile, facts }));
  expect((await createImageBitmap(made)).width).toBe(64);
  expect(await readMetadata(made, made.type)).toMatchObject(says);
});
