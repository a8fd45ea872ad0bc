import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { exif, fixture, has, vipsFacts } from '../support/tools';

const KINDS = [
  { name: 'located.jpg', width: 1200, height: 675 },
  { name: 'orientation-6.jpg', width: 180, height: 320 },
  { name: 'wide-gamut.jpg', width: 640, height: 360 },
  { name: 'cmyk.jpg', width: 320, height: 180 },
  { name: 'deep.tif', width: 320, height: 180 },
  { name: 'photo.png', width: 240, height: 135 },
  { name: 'alpha.png', width: 480, height: 400 },
  { name: 'photo.webp', width: 900, height: 506 },
  { name: 'photo.avif', width: 700, height: 394 },
  { name: 'photo.jxl', width: 500, height: 281 },
  { name: 'photo.gif', width: 200, height: 112 },
  { name: 'vector.svg', width: 480, height: 400 },
] as const;

const PROFILES = [
  { name: 'Web 1600', edge: 1600, extension: 'jpg', magic: [0xff, 0xd8, 0xff] },
  { name: 'Thumbnail 400', edge: 400, extension: 'jpg', magic: [0xff, 0xd8, 0xff] },
  { name: 'WebP 2048', edge: 2048, extension: 'webp', magic: [0x52, 0x49, 0x46, 0x46] },
  { name: 'AVIF 2048', edge: 2048, extension: 'avif', magic: [0, 0, 0] },
  { name: 'Print 300 dpi', edge: Number.POSITIVE_INFINITY, extension: 'tif', magic: [0x49, 0x49, 42, 0] },
] as const;

let app: App;
beforeAll(async () => {
  app = await openApp();
  await app.upload(KINDS.map(({ name }) => fixture(name)));
  await app.settled();
});
afterAll(() => app.close());

/** A drawing is drawn at the size asked for; pixels are never enlarged. */
function expectedSize(kind: (typeof KINDS)[number], edge: number): [number, number] {
  const vector = kind.name.endsWith('.svg');
  const scale = Number.isFinite(edge) ? edge / Math.max(kind.width, kind.height) : 1;
  const factor = vector ? scale : Math.min(1, scale);
  return [kind.width * factor, kind.height * factor];
}

describe.each(PROFILES)('$name', (profile) => {
  test.each(KINDS)('of $name', async (kind) => {
    const { path, name } = await app.download(kind.name, profile.name);
    expect(name).toBe(`${kind.name.replace(/\.\w+$/, '')}.${profile.extension}`);
    expect([...readFileSync(path).subarray(0, profile.magic.length)]).toEqual(profile.magic);
    if (!has('vipsheader') || !has('exiftool')) return;

    const facts = vipsFacts(path);
    const [width, height] = expectedSize(kind, profile.edge);
    expect(Math.abs(facts.width - width)).toBeLessThanOrEqual(1);
    expect(Math.abs(facts.height - height)).toBeLessThanOrEqual(1);
    const tags = exif(path);
    // Orientation is applied, so whatever the tag says now, it says "upright".
    expect(tags['IFD0:Orientation'] ?? 1).toBe(1);
    const icc = tags['ICC-header:ColorSpaceData'] ? String(tags['ICC_Profile:ProfileDescription']) : null;
    if (profile.name === 'Print 300 dpi') {
      expect(tags['IFD0:XResolution']).toBe(300);
      expect(tags['IFD0:Compression']).toBe(5);
      if (kind.name === 'wide-gamut.jpg') expect(icc).toMatch(/P3/);
      if (kind.name === 'cmyk.jpg') expect(facts.bands).toBe(4);
      if (kind.name === 'deep.tif') expect(String(tags['IFD0:BitsPerSample'])).toBe('16 16 16');
    } else {
      if (profile.name !== 'Thumbnail 400') expect(icc).toMatch(/^sRGB/);
      if (profile.extension === 'jpg') expect(facts.bands).toBe(3);
    }
  });
});

describe.skipIf(!has('exiftool'))('metadata', () => {
  const PLACES = /gps|city|country|sub-?location|location|province|state/i;
  const placesIn = (tags: Record<string, unknown>) =>
    Object.entries(tags).filter(
      ([tag, value]) => PLACES.test(tag.split(':')[1] ?? '') || /Paris|France|48\.89/.test(String(value)),
    );

  test.each(['Web 1600', 'WebP 2048', 'AVIF 2048'])('%s keeps everything but the location', async (profile) => {
    const before = exif(fixture('located.jpg'));
    expect(placesIn(before).length).toBeGreaterThan(8);
    const { path } = await app.download('located.jpg', profile);
    const tags = exif(path);
    expect(placesIn(tags)).toEqual([]);
    expect(readFileSync(path).includes('Paris')).toBe(false);
    expect(tags['IFD0:Model']).toBe('Test Camera');
    expect(tags['ExifIFD:DateTimeOriginal']).toBe('2024:05:17 09:41:12');
    expect(tags['XMP-dc:Rights']).toBe('CC0');
  });

  test('Thumbnail 400 has no metadata at all', async () => {
    const { path } = await app.download('located.jpg', 'Thumbnail 400');
    const groups = new Set(Object.keys(exif(path)).map((tag) => tag.split(':')[0]));
    expect([...groups].filter((group) => /^(?:IFD|ExifIFD|GPS|XMP|IPTC|ICC)/.test(group ?? ''))).toEqual([]);
  });

  test('Print 300 dpi keeps everything that TIFF by libvips can hold', async () => {
    const { path } = await app.download('located.jpg', 'Print 300 dpi');
    expect(exif(path)['XMP-photoshop:City']).toBe('Paris');
  });
});

test('the second time the file comes from the cache, the same to the byte', async () => {
  const first = readFileSync((await app.download('photo.webp', 'Web 1600')).path);
  const again = readFileSync((await app.download('photo.webp', 'Web 1600')).path);
  expect(again.equals(first)).toBe(true);
});

test('“Original” is the file itself, under its own name', async () => {
  const { path, name } = await app.download('vector.svg', 'Original');
  expect(name).toBe('vector.svg');
  expect(readFileSync(path).equals(readFileSync(fixture('vector.svg')))).toBe(true);
  const options = app.page.getByRole('combobox', { name: 'Download type for vector.svg' }).locator('option');
  expect(await options.allTextContents()).toEqual(['Original', ...PROFILES.map((profile) => profile.name)]);
});
