import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ExportProfile, FormatId } from '../../src/domain/profile';
import { type App, openApp } from '../support/app';
import { Needles, withNeedledTags, writableTags } from '../support/exiftool-needles';
import { withHiddenPlaces } from '../support/hidden-places';
import { leakedOf } from '../support/may-stay';
import { needledFiles } from '../support/needled-files';
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
    for (const type of ['Original', 'Web 1600', 'WebP 2048', 'Thumbnail 400']) {
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

/** Profiles of each policy, so that every format is made; their colours are the file's own, whose profile has words too. */
const PROFILES: readonly (readonly [Exclude<ExportProfile['metadata'], 'everything'>, readonly FormatId[]])[] = [
  ['all-but-location', ['jpeg', 'avif', 'gif']],
  ['copyright-only', ['png', 'webp']],
  ['none', ['tiff', 'jxl']],
];

describe.skipIf(!has('exiftool') || !has('unzip') || !has('age'))('with a needle in everything', () => {
  const needles = new Needles();
  const folder = mkdtempSync(join(tmpdir(), 'satchel-needles-'));
  const dialog = (name: string) => full.page.getByRole('dialog', { name, exact: true });
  let full: App;

  beforeAll(async () => {
    const tags = writableTags(['XMP', 'IPTC', 'EXIF', 'Photoshop', 'Ducky', 'File']);
    const needled = withNeedledTags(fixture('bare/bare.jpg'), join(folder, 'all.jpg'), { tags, needles });
    const files = needledFiles(needles.at).map((each) =>
      each.name === 'jpeg.jpg' ? { ...each, buffer: Buffer.from(withHiddenPlaces('jpeg', needled, needles.at)) } : each,
    );
    full = await openApp({ context: { serviceWorkers: 'block' } });
    const profiles = PROFILES.flatMap(([metadata, formats]) =>
      formats.map((format) => ({
        id: `${metadata}-${format}`,
        name: `${metadata} ${format}`,
        format,
        size: { type: 'full' },
        colour: { space: 'own', embed: true },
        metadata,
      })),
    );
    await full.context.route('**/installation.json', (route) => route.fulfill({ json: { profiles } }));
    await full.page.reload();
    await full.upload(files);
    await full.settled();
    await full.page.getByRole('link', { name: 'Settings' }).click();
    await full.page.getByRole('checkbox', { name: 'XMP sidecars in zips' }).check();
    await full.page.getByRole('checkbox', { name: 'Table of the metadata in zips' }).check();
    await full.page.getByRole('link', { name: 'Assets', exact: true }).click();
  }, 300_000);
  afterAll(() => full?.close());

  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([full.page.waitForEvent('download', { timeout: 120_000 }), press()]);
    return { path: await download.path(), name: download.suggestedFilename() };
  };

  /** The places of the needles in all files of a folder, and in their names. */
  function placesIn(at: string, inside: readonly string[]): string[] {
    const names = needles.in(Buffer.from(inside.join('\n')));
    return [...names, ...inside.flatMap((name) => needles.in(readFileSync(join(at, name))))];
  }

  async function zip(type: string): Promise<{ inside: string[]; places: string[] }> {
    await full.page.getByRole('button', { name: 'Select all' }).click();
    const toolbar = full.page.getByRole('toolbar', { name: 'Selection' });
    await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
    const { path } = await saved(() => toolbar.getByRole('button', { name: 'Download', exact: true }).click());
    await dialog('Download').getByRole('button', { name: 'Close', exact: true }).click();
    const at = mkdtempSync(join(folder, 'zip-'));
    run('unzip', ['-q', path, '-d', at]);
    const inside = readdirSync(at);
    return { inside, places: placesIn(at, inside) };
  }

  async function share(type: string, carrier: string): Promise<void> {
    await full.page.getByRole('button', { name: 'Select all' }).click();
    await full.page.getByRole('button', { name: 'More actions', exact: true }).click();
    await full.page.getByRole('menuitem', { name: 'Share', exact: true }).click();
    await dialog('Share').getByRole('textbox', { name: 'E-mail addresses' }).fill('ada@example.org');
    await dialog('Share').getByRole('combobox', { name: 'Export profile' }).selectOption({ label: type });
    await dialog('Share').getByRole('radio', { name: carrier, exact: true }).check();
    await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
    await dialog('Shared').waitFor({ timeout: 120_000 });
  }

  test('originals hold what the others are searched for', async () => {
    const { inside, places } = await zip('Original');
    expect(inside.filter((name) => !/\.(?:xmp|csv)$/.test(name)).length).toBe(8);
    expect(inside).toEqual(expect.arrayContaining(['jpeg.jpg.xmp', 'Metadata.csv']));
    expect(new Set(places).size).toBeGreaterThan(1700);
  });

  describe.each(PROFILES)('%s', (policy, formats) => {
    test('a file, and zips with sidecars and a table', async () => {
      for (const format of formats) {
        const { inside, places } = await zip(`${policy} ${format}`);
        expect(inside).not.toContain('Not included.txt');
        expect(leakedOf(places, policy), format).toEqual([]);
        if (policy !== 'none') expect(places).toContain('XMP-dc:Rights');
      }
      const title = needles.last('XMP-dc:Title');
      const { path } = await full.download(title, `${policy} ${formats[0]}`);
      expect(leakedOf(needles.in(readFileSync(path)), policy)).toEqual([]);
    });

    test('a share: the package with its manifest, gallery and previews, names, link and mail', async () => {
      await share(`${policy} ${formats[0]}`, 'File');
      const link = await dialog('Shared').getByRole('textbox', { name: 'Link' }).inputValue();
      const button = (name: string) => dialog('Shared').getByRole('button', { name, exact: true }).click();
      const [file, draft] = [await saved(() => button('Save file')), await saved(() => button('Save as e-mail file'))];
      await button('Done');
      const at = mkdtempSync(join(folder, 'share-'));
      writeFileSync(join(at, 'key.txt'), `${link.split('key=')[1]}\n`);
      execFileSync('age', ['-d', '-i', join(at, 'key.txt'), '-o', join(at, 'x.zip'), file.path]);
      run('unzip', ['-q', join(at, 'x.zip'), '-d', join(at, 'in')]);
      const inside = readdirSync(join(at, 'in'));
      expect(inside.length).toBe(8 + 2);
      expect(JSON.parse(readFileSync(join(at, 'in', 'manifest.json'), 'utf8')).files[0]).toHaveProperty('preview');
      const places = [
        ...placesIn(join(at, 'in'), inside),
        ...needles.in(readFileSync(draft.path)),
        ...needles.in(Buffer.from([file.name, draft.name, link].join('\n'))),
      ];
      expect(leakedOf(places, policy)).toEqual([]);
      if (policy !== 'none') expect(places).toContain('XMP-dc:Rights');
    });

    test('attachments of a mail', async () => {
      await share(`${policy} ${formats[0]}`, 'Attachments');
      const draft = await saved(() =>
        dialog('Shared').getByRole('button', { name: 'Save as e-mail file', exact: true }).click(),
      );
      await dialog('Shared').getByRole('button', { name: 'Done' }).click();
      const places = needles.in(readFileSync(draft.path));
      expect(leakedOf(places, policy)).toEqual([]);
      if (policy !== 'none') expect(places).toContain('XMP-dc:Rights');
    });
  });

  test('nothing went wrong on the way', () => {
    expect(full.errors).toEqual([]);
  });
});
