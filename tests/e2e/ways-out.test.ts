import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture, has, run } from '../support/tools';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const NEEDLE = 'Nadelstraße';
/** Places where programs keep what no profile for the web lets out, and which fields may be read from. */
const TAGS = [
  'EXIF:XPTitle',
  'EXIF:XPSubject',
  'EXIF:XPComment',
  'EXIF:XPKeywords',
  'EXIF:XPAuthor',
  'EXIF:UserComment',
  'EXIF:GPSAreaInformation',
  'IPTC:Sub-location',
  'IPTC:City',
  'XMP-iptcCore:Location',
  'XMP-photoshop:State',
  'XMP-dc:Coverage',
  'XMP-xmpDM:ShotLocation',
  'XMP-acdsee:Caption',
  'XMP-acdsee:Notes',
  'XMP-mediapro:Location',
  'Comment',
];

test.skipIf(!has('unzip') || !has('exiftool'))(
  'what a profile leaves out stands in no file of a zip, sidecars and the table included',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'satchel-ways-'));
    const picture = join(folder, 'street.jpg');
    copyFileSync(fixture('located.jpg'), picture);
    run('exiftool', ['-q', '-overwrite_original', ...TAGS.map((tag) => `-${tag}=${NEEDLE}`), picture]);
    const twin = join(folder, 'twin.jpg');
    copyFileSync(picture, twin);
    run('exiftool', ['-q', '-overwrite_original', '-XMP-dc:Title=Written words', twin]);
    app = await openApp();
    const { page } = app;
    await app.upload([picture, twin]);
    await app.settled();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'XMP sidecars in zips' }).check();
    await page.getByRole('checkbox', { name: 'Table of the metadata in zips' }).check();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    const found = new Map<string, string[]>();
    for (const type of ['Original', 'Web 1600', 'WebP 2048', 'AVIF 2048', 'Thumbnail 400']) {
      await page.getByRole('button', { name: 'Select all' }).click();
      const toolbar = page.getByRole('toolbar', { name: 'Selection' });
      await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 60_000 }),
        toolbar.getByRole('button', { name: 'Download', exact: true }).click(),
      ]);
      const out = mkdtempSync(join(folder, 'zip-'));
      run('unzip', ['-q', await download.path(), '-d', out]);
      await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close', exact: true }).click();
      const files = readdirSync(out);
      expect(files).toContain('Metadata.csv');
      const telling = files.filter((name) => {
        const bytes = readFileSync(join(out, name));
        return ['utf8', 'utf16le', 'latin1'].some((code) =>
          bytes.includes(Buffer.from(NEEDLE, code as BufferEncoding)),
        );
      });
      found.set(type, telling);
      if (type === 'Web 1600') expect(readFileSync(join(out, 'Metadata.csv'), 'utf8')).toContain('Written words');
    }
    // The needle can be found where all may stand: else nothing is shown by not finding it.
    expect(found.get('Original')).toEqual(expect.arrayContaining(['Metadata.csv', 'street.jpg', 'street.jpg.xmp']));
    found.delete('Original');
    expect([...found.values()].flat()).toEqual([]);
  },
);
