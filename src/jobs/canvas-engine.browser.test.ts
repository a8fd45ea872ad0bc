import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeOfFile } from '../../tests/support/recipe';
import { NO_FACTS } from '../domain/asset';
import { DEFAULT_PROFILES } from '../domain/default-profiles';
import type { ExportProfile } from '../domain/profile';
import { NOTHING_SAID } from '../domain/statement';
import { FORMATS } from '../formats';
import { withPngChunks } from '../metadata/containers/png/chunks';
import { emptyBlock, entryMaker } from '../metadata/exif/block';
import { writeTiffBlock } from '../metadata/exif/layout';
import { convert, readMetadata } from './engines';

/** Where libvips cannot run a canvas makes the picture, and says of it what the engine would. */
const isolated = Object.getOwnPropertyDescriptor(globalThis, 'crossOriginIsolated') ?? {};
beforeAll(() => {
  Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true });
});
afterAll(() => {
  Object.defineProperty(globalThis, 'crossOriginIsolated', isolated);
});

async function fixture(name: string): Promise<Blob> {
  return (await fetch(new URL(`../../tests/fixtures/${name}`, import.meta.url))).blob();
}

const ON_CANVAS = ['jpeg', 'png', 'webp'] as const;
const base = DEFAULT_PROFILES.find(({ size }) => size.type === 'long-edge') as ExportProfile;

async function made(file: Blob, mime: string, profile: Partial<ExportProfile>, changed = {}) {
  const wanted: ExportProfile = { ...base, size: { type: 'long-edge', pixels: 64 }, ...profile };
  const facts = { ...NO_FACTS, dpi: 240 };
  const statement = { ...NOTHING_SAID, changed };
  const out = await convert(file, await recipeOfFile(file, { mime, profile: wanted, facts, statement }));
  expect(out.type).toBe(FORMATS[wanted.format].mime);
  const picture = await createImageBitmap(out);
  const bytes = new TextDecoder('latin1').decode(await out.arrayBuffer());
  return { picture, bytes, says: await readMetadata(out, out.type) };
}

describe.each(ON_CANVAS)('into %s', (format) => {
  const changed = { 'dc:title': 'Given here', 'dc:rights': '© Ada Example' };

  test('everything that the file says and somebody changed', async () => {
    const { says } = await made(
      await fixture('located.jpg'),
      'image/jpeg',
      { format, metadata: 'everything' },
      changed,
    );
    expect(says).toMatchObject({
      'dc:title': { languages: { 'x-default': 'Given here' } },
      'exif:Model': 'Test Camera',
      'exif:XResolution': '240',
    });
    expect(says['exif:GPSPosition']).toBeDefined();
    expect(says['photoshop:City']).toBeDefined();
  });

  test('all but location', async () => {
    const file = await fixture('located.jpg');
    const { says, bytes } = await made(file, 'image/jpeg', { format, metadata: 'all-but-location' }, changed);
    expect(says).toMatchObject({ 'exif:Model': 'Test Camera' });
    const place = (await readMetadata(file, 'image/jpeg'))['photoshop:City'];
    expect(typeof place).toBe('string');
    expect(bytes).not.toContain(place);
    expect(Object.keys(says).filter((property) => /GPS|City|Country|Location/.test(property))).toEqual([]);
  });

  test('the copyright only, and nothing', async () => {
    const file = await fixture('located.jpg');
    const only = await made(file, 'image/jpeg', { format, metadata: 'copyright-only' }, changed);
    expect(only.says).toMatchObject({ 'dc:rights': { languages: { 'x-default': '© Ada Example' } } });
    expect(only.bytes).not.toContain('Given here');
    expect((await made(file, 'image/jpeg', { format, metadata: 'none' }, changed)).says).toEqual({});
  });

  test('a picture that the browser has turned is not turned again', async () => {
    const { says, picture } = await made(await fixture('orientation-6.jpg'), 'image/jpeg', {
      format,
      metadata: 'everything',
    });
    expect([picture.width, picture.height]).toEqual([36, 64]);
    expect(says['exif:Orientation']).toBe('top-left');
  });

  test('a drawing says what it said', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><title>Plan of the harbour</title></svg>';
    const file = new Blob([svg], { type: 'image/svg+xml' });
    const { says } = await made(file, file.type, { format, metadata: 'everything' }, { 'dc:title': 'Plan' });
    expect(says).toMatchObject({ 'dc:title': { languages: { 'x-default': 'Plan' } } });
  });
});

test('EXIF turns a PNG as well', async () => {
  const make = entryMaker(true);
  const exif = writeTiffBlock({ ...emptyBlock(), ifd0: [make.short(0x0112, 6)] });
  const plain = new Uint8Array(await (await fixture('photo.png')).arrayBuffer());
  const file = new Blob([withPngChunks(plain, { exif, xmp: null, texts: [] }) as BlobPart], { type: 'image/png' });
  const { picture, says } = await made(file, 'image/png', { format: 'png', metadata: 'everything' });
  expect([picture.width, picture.height]).toEqual([36, 64]);
  expect(says['exif:Orientation']).toBe('top-left');
});
