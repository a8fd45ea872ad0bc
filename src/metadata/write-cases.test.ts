import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Exporting, exported, statementAfter } from '../../tests/support/exported';
import { has, run } from '../../tests/support/tools';
import type { FieldValues } from '../domain/field';
import { FORMAT_IDS, type FormatId } from '../domain/profile';

/** The cases of ../shared that are about what an export says; ExifTool and a search of the bytes are the judges. */
const CASES = join(import.meta.dirname, '../../../shared/cases');
const folder = mkdtempSync(join(tmpdir(), 'satchel-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Case extends Omit<Exporting, 'statement' | 'policy'> {
  policy?: Exporting['policy'];
  edits?: FieldValues;
}

async function made(path: string, { edits, policy = 'everything', ...rest }: Case) {
  const original = new Uint8Array(readFileSync(join(CASES, path)));
  const statement = await statementAfter(original, edits);
  const bytes = await exported(original, { ...rest, policy, statement });
  const to = join(folder, `${path.replaceAll('/', '-')}-${policy}.${rest.format}`);
  writeFileSync(to, bytes);
  const tags = JSON.parse(run('exiftool', ['-json', '-a', '-G1', to]))[0] as Record<string, unknown>;
  const printed = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
  const text = Object.entries(tags).map(([tag, value]) => `${tag.replace(/^.*:/, '')} : ${printed(value)}`);
  return { bytes, tags, text: text.join('\n') };
}

/** Whether bytes hold a word, in UTF-8 or UTF-16. */
const holds = (bytes: Uint8Array, word: string) =>
  [Buffer.from(word), Buffer.from(word, 'utf16le')].some((needle) => Buffer.from(bytes).includes(needle));

describe.skipIf(!existsSync(CASES) || !has('exiftool')).each(FORMAT_IDS)('as %s', (format) => {
  const withExif = format !== 'gif';
  const withIptc = (['jpeg', 'tiff'] as FormatId[]).includes(format);

  test('a keyword that was taken out is nowhere', async () => {
    const { bytes, text } = await made('removed-keyword-stays/two-people.jpg', {
      format,
      edits: { keywords: ['Pierre Curie'] },
    });
    expect(text.match(/Marie/)).toBeNull();
    expect(holds(bytes, 'Marie')).toBe(false);
    expect(text).toMatch(/Subject +: Pierre Curie/);
    expect(text).toMatch(/HierarchicalSubject +: People\|Pierre Curie/);
    expect(text).toMatch(/TagsList +: People\/Pierre Curie/);
    expect(text).toMatch(/RegionName +: Pierre Curie/);
    expect(text).toMatch(/RegionPersonDisplayName +: Pierre Curie/);
    expect(text).toMatch(/Categories +: .*Pierre Curie/);
  });

  test('a person who was taken out has no face any more; the keyword stays', async () => {
    const { tags, text } = await made('removed-keyword-stays/two-people.jpg', {
      format,
      edits: { 'persons-shown': ['Pierre Curie'] },
    });
    expect(text).toMatch(/RegionName +: Pierre Curie/);
    expect(tags['XMP-dc:Subject']).toEqual(['Marie Curie', 'Pierre Curie']);
  });

  test.runIf(withExif)('EXIF text is whole', async () => {
    const { tags } = await made('brackets-cut/credit-in-brackets.jpg', { format });
    expect(tags).toMatchObject({
      'IFD0:Copyright': 'Jane Doe (AFP) 2024 (all rights reserved)',
      'IFD0:Artist': 'Jane Doe (AFP)',
      'IFD0:ImageDescription': 'Minister arrives (left), Berlin (Reuters)',
    });
  });

  test.runIf(withExif)('the camera reaches every format', async () => {
    const { tags } = await made('camera-lost-in-tiff/camera.jpg', { format });
    expect(tags).toMatchObject({
      'IFD0:Make': 'Canon',
      'IFD0:Model': 'Canon EOS R6',
      'ExifIFD:ExposureTime': '1/250',
      'ExifIFD:FNumber': 4,
      'ExifIFD:ISO': 400,
      'ExifIFD:FocalLength': '85.0 mm',
      'ExifIFD:LensModel': 'RF85mm F2',
    });
  });

  test('what ImageMagick keeps in texts of a PNG is told', async () => {
    const { tags } = await made('png-raw-profile/imagemagick.png', { format });
    const words = { Title: 'ovni', City: 'Paris', Credit: 'Spielberg', Rights: 'E.T.' };
    expect(tags).toMatchObject(
      withIptc
        ? { 'IPTC:ObjectName': words.Title, 'IPTC:City': words.City, 'IPTC:CopyrightNotice': words.Rights }
        : {
            'XMP-dc:Title': words.Title,
            'XMP-photoshop:City': words.City,
            'XMP-photoshop:Credit': words.Credit,
            'XMP-dc:Rights': words.Rights,
          },
    );
    if (withExif) expect(tags['ExifIFD:DateTimeOriginal']).toBe('2006:02:04 16:09:30');
  });

  test('words stand before boilerplate, which stays where it was', async () => {
    const olympus = await made('caption-boilerplate/olympus.jpg', { format });
    expect(olympus.tags['XMP-dc:Description']).toBe('Mayor opens the new bridge');
    if (withIptc) expect(olympus.tags['IPTC:Caption-Abstract']).toBe('Mayor opens the new bridge');
    const gimp = await made('caption-boilerplate/gimp.avif', { format });
    expect(gimp.tags['XMP-dc:Description']).toBe('This is a testfile');
    const copyright = await made('copyright-overwritten/camera-copyright.jpg', { format });
    expect(copyright.tags['XMP-dc:Rights']).toBe('© 2003 Ada Example');
    if (withIptc) expect(copyright.tags['IPTC:CopyrightNotice']).toBe('© 2003 Ada Example');
  });

  test.runIf(withExif)('dates that XMP has wrong stay in EXIF', async () => {
    expect((await made('date-lost-by-xmp/bad-zone.jpg', { format })).tags['ExifIFD:DateTimeOriginal']).toBe(
      '2008:05:25 19:31:26',
    );
    expect((await made('date-lost-by-xmp/zone-in-both.jpg', { format })).tags['ExifIFD:DateTimeOriginal']).toBe(
      '2024:02:21 10:14:22',
    );
  });

  test.each([
    ['exif6-xmp6.jpg', 6],
    ['faces-exif6.jpg', 6],
    ['xmp3-only.png', 1],
  ])('%s is upright and says so', async (name, orientation) => {
    const { text } = await made(`turned-twice/${name}`, { format, output: { orientation } });
    const turns = text.split('\n').filter((line) => /^Orientation :/.test(line));
    expect(turns.filter((line) => !/: Horizontal/.test(line))).toEqual([]);
  });

  test('faces lie on the faces', async () => {
    const output = { orientation: 6, stored: { width: 700, height: 840 }, width: 420, height: 350 };
    const { text } = await made('turned-twice/faces-exif6.jpg', { format, output });
    expect(text).toMatch(/RegionAppliedToDimensionsW +: 420/);
    expect(text).toMatch(/RegionAppliedToDimensionsH +: 350/);
    // The original's areas are those of the upright picture of the same case: 1 − y, x.
    expect(text).toMatch(/RegionAreaX +: 0\.3684\d*, 0\.6875/);
    expect(text).toMatch(/RegionAreaY +: 0\.3078\d*, 0\.2392\d*/);
  });

  test('no gain map is promised that is not there', async () => {
    const { text } = await made('gain-map-that-is-gone/ultra-hdr.jpg', { format });
    expect(text).not.toMatch(/hdrgm|GainMap|GContainer/i);
  });

  test.each(['comment-and-xp.jpg', 'drone-xmp.jpg'])('%s says no place', async (name) => {
    const { bytes, text } = await made(`place-in-web-export/${name}`, { format, policy: 'all-but-location' });
    expect(text).not.toMatch(/48\.137|11\.575|48 deg 8|Latitude|Longitude|Example Lane/);
    for (const word of ['48.137', '11.575', 'Example Lane']) expect(holds(bytes, word)).toBe(false);
  });
});
