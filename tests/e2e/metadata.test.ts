import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture, has, sha256 } from '../support/tools';

/** What people write travels inside the files that they export, as ExifTool reads it. */
let app: App;
const WORDS = {
  Title: 'Zoë’s harbour — 港',
  Headline: 'Two boats & a <pier>',
  Description: 'First line\nsecond “line”',
  'Alt text': 'Boats at a pier',
  'Creator’s job title': 'Photographer',
  'Date created': '2024-02-29T10:15:00',
  'Copyright notice': '© 2024 Zoë Ångström',
  'Credit line': 'Press office',
  Source: 'Own',
  'Rights usage terms': 'Only with permission',
  'Web statement of rights': 'https://example.org/rights?a=1&b=2',
  Instructions: 'Do not crop',
  City: 'Łódź',
  'Province or state': 'Łódzkie',
  Country: 'Polska',
  'Country code': 'POL',
  'Job identifier': 'J-42',
};

beforeAll(async () => {
  app = await openApp();
  await app.upload([fixture('located.jpg'), fixture('photo.png')]);
  await app.settled();
  const { page } = app;
  for (const name of ['located.jpg', 'photo.png']) {
    await page.getByRole('gridcell', { name }).focus();
    await page.keyboard.press('e');
    const edit = page.getByRole('dialog', { name: `Edit ${name}` });
    for (const [label, text] of Object.entries(WORDS)) {
      await edit.getByLabel(label, { exact: true }).fill(label === 'Title' ? `${name} ${text}` : text);
    }
    for (const [label, items] of [
      ['Keywords', ['sea', 'zażółć']],
      ['Creator', ['Zoë Ångström', 'Li Lei']],
      ['Persons shown', ['Ana Ortiz']],
    ] as const) {
      for (const item of items) {
        await edit.getByLabel(label, { exact: true }).fill(item);
        await page.keyboard.press('Enter');
      }
    }
    await edit.getByLabel('Rating', { exact: true }).selectOption('4');
    await edit.getByLabel('Place', { exact: true }).fill('Pier 3');
    await edit.getByLabel('Place latitude').fill('51.75');
    await edit.getByLabel('Place longitude').fill('-19.4667');
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
  }
}, 120_000);
afterAll(() => app.close());

const exiftool = (path: string): Record<string, unknown> =>
  JSON.parse(execFileSync('exiftool', ['-json', '-G1', '-n', '-struct', path], { encoding: 'utf8' }))[0];

const titleOf = (name: string) => `${name} ${WORDS.Title}`;

describe.skipIf(!has('exiftool'))('exports say what the fields say', () => {
  const XMP = {
    'XMP-photoshop:Headline': WORDS.Headline,
    'XMP-dc:Description': WORDS.Description,
    'XMP-iptcCore:AltTextAccessibility': WORDS['Alt text'],
    'XMP-dc:Subject': ['sea', 'zażółć'],
    'XMP-dc:Creator': ['Zoë Ångström', 'Li Lei'],
    'XMP-photoshop:AuthorsPosition': WORDS['Creator’s job title'],
    'XMP-photoshop:DateCreated': '2024:02:29 10:15:00',
    'XMP-dc:Rights': WORDS['Copyright notice'],
    'XMP-photoshop:Credit': WORDS['Credit line'],
    'XMP-photoshop:Source': WORDS.Source,
    'XMP-xmpRights:UsageTerms': WORDS['Rights usage terms'],
    'XMP-xmpRights:WebStatement': WORDS['Web statement of rights'],
    'XMP-photoshop:Instructions': WORDS.Instructions,
    'XMP-iptcExt:PersonInImage': ['Ana Ortiz'],
    'XMP-photoshop:TransmissionReference': WORDS['Job identifier'],
    'XMP-xmp:Rating': 4,
  };
  const IPTC = {
    'IPTC:Headline': WORDS.Headline,
    'IPTC:Caption-Abstract': WORDS.Description,
    'IPTC:Keywords': ['sea', 'zażółć'],
    'IPTC:By-line': ['Zoë Ångström', 'Li Lei'],
    'IPTC:CopyrightNotice': WORDS['Copyright notice'],
    'IPTC:DateCreated': '2024:02:29',
    'IPTC:Credit': WORDS['Credit line'],
  };
  const EXIF = {
    'IFD0:ImageDescription': WORDS.Description,
    'IFD0:Artist': 'Zoë Ångström; Li Lei',
    'IFD0:Copyright': WORDS['Copyright notice'],
    'ExifIFD:DateTimeOriginal': '2024:02:29 10:15:00',
  };
  const PLACES = [
    'XMP-photoshop:City',
    'IPTC:City',
    'XMP-iptcCore:Location',
    'GPS:GPSLatitude',
    'XMP-photoshop:Country',
  ];

  test.each([
    ['located.jpg', 'Web 1600', true],
    ['located.jpg', 'WebP 2048', false],
    ['located.jpg', 'AVIF 2048', false],
    ['photo.png', 'Web 1600', true],
  ])('%s as %s: everything but the place', async (name, profile, iptc) => {
    const { path } = await app.download(titleOf(name), profile);
    const found = exiftool(path);
    expect(found).toMatchObject({ 'XMP-dc:Title': titleOf(name), ...XMP, ...(iptc ? { ...IPTC, ...EXIF } : {}) });
    expect(PLACES.filter((place) => place in found)).toEqual([]);
  });

  test.each(['located.jpg', 'photo.png'])('%s for print: everything, in TIFF', async (name) => {
    const { path } = await app.download(titleOf(name), 'Print 300 dpi');
    const found = exiftool(path);
    expect(found).toMatchObject({
      ...XMP,
      ...IPTC,
      ...EXIF,
      'XMP-photoshop:City': WORDS.City,
      'IPTC:City': WORDS.City,
      'XMP-iptcCore:Location': 'Pier 3',
      'IPTC:Sub-location': 'Pier 3',
    });
    expect(Number(found['Composite:GPSLatitude'] ?? found['GPS:GPSLatitude'])).toBeCloseTo(51.75, 5);
    expect(Number(found['Composite:GPSLongitude'])).toBeCloseTo(-19.4667, 5);
    expect(found.Warning).toBeUndefined();
  });

  test('no metadata where the profile says none, and originals are never changed', async () => {
    const found = exiftool((await app.download(titleOf('located.jpg'), 'Thumbnail 400')).path);
    expect(Object.keys(found).filter((key) => /^(?:XMP|IPTC|IFD0:(?:Artist|Copyright))/.test(key))).toEqual([]);
    const original = await app.download(titleOf('located.jpg'), 'Original');
    expect(sha256(original.path)).toBe(sha256(fixture('located.jpg')));
    expect(readFileSync(original.path).length).toBe(readFileSync(fixture('located.jpg')).length);
  });
});

/** Every format that can be written, with everything in it, from every kind of file that can be read. */
describe.skipIf(!has('exiftool'))('from each kind of picture into each format', () => {
  const FORMATS = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', tiff: 'TIFF', avif: 'AVIF', jxl: 'JPEG XL' } as const;
  const SOURCES = ['photo.gif', 'photo.jxl', 'photo.tif', 'photo.avif', 'photo.webp', 'vector.svg'];
  let other: App;
  beforeAll(async () => {
    other = await openApp();
    const profiles = Object.entries(FORMATS).map(([format, name]) => ({
      id: `all-${format}`,
      name: `All ${name}`,
      format,
      size: { type: 'long-edge', pixels: 300 },
      metadata: 'everything',
    }));
    await other.context.route('**/installation.json', (route) => route.fulfill({ json: { profiles } }));
    await other.page.evaluate(async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    });
    await other.page.reload();
    await other.upload(SOURCES.map(fixture));
    await other.settled();
    const { page } = other;
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    const edit = page.getByRole('dialog', { name: `Edit ${SOURCES.length} assets` });
    for (const label of ['Description', 'Copyright notice', 'Headline', 'City'] as const) {
      await edit.getByLabel(label, { exact: true }).fill(WORDS[label]);
    }
    await edit.getByLabel('Place', { exact: true }).fill('Pier 3');
    await edit.getByLabel('Place latitude').fill('51.75');
    await edit.getByLabel('Place longitude').fill('-19.4667');
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  }, 120_000);
  afterAll(() => other.close());

  test.each(Object.entries(FORMATS))('%s', async (format, name) => {
    for (const source of SOURCES) {
      const { path } = await other.download(source, `All ${name}`);
      const found = exiftool(path);
      expect(found, source).toMatchObject({
        'XMP-dc:Description': WORDS.Description,
        'XMP-dc:Rights': WORDS['Copyright notice'],
        'XMP-photoshop:Headline': WORDS.Headline,
        'XMP-photoshop:City': WORDS.City,
        'XMP-iptcCore:Location': 'Pier 3',
        ...(format === 'jpeg' || format === 'tiff'
          ? { 'IPTC:City': WORDS.City, 'IFD0:Copyright': WORDS['Copyright notice'] }
          : {}),
      });
      expect(Number(found['XMP-exif:GPSLatitude']), source).toBeCloseTo(51.75, 5);
      expect(Number(found['XMP-exif:GPSLongitude']), source).toBeCloseTo(-19.4667, 5);
      // libvips puts a JPEG's name before the EXIF of a WebP, which ExifTool calls a minor fault.
      expect(String(found['ExifTool:Warning'] ?? '[minor]'), source).toContain('[minor]');
    }
    expect(other.errors).toEqual([]);
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
