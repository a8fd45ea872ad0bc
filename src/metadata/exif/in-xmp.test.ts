import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exported, statementAfter } from '../../../tests/support/exported';
import { corpus, fixture, has, hasCorpus, run } from '../../../tests/support/tools';
import type { ExportProfile, FormatId } from '../../domain/profile';

/**
 * What only EXIF or IPTC said, in a file that has no place for them: XMP says it, as ExifTool has it say the same when it is asked
 * to put EXIF and IPTC into XMP.
 */
const folder = mkdtempSync(join(tmpdir(), 'satchel-mirrors-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The argument files that come with ExifTool (exif2xmp.args, iptc2xmp.args), shortened to what has a property of its own. */
const FROM_EXIF = [
  ...['-XMP-exif:all < EXIF:all', '-XMP-exifEX:all < EXIF:all', '-XMP-tiff:all < EXIF:all'],
  '-XMP-exif:DateTimeOriginal < Composite:SubSecDateTimeOriginal',
  ...['-XMP-xmp:CreateDate < Composite:SubSecCreateDate', '-XMP-xmp:ModifyDate < Composite:SubSecModifyDate'],
  ...['-XMP-xmp:CreatorTool < EXIF:Software', '-Composite:Flash < EXIF:Flash', '-XMP-dc:Rights < EXIF:Copyright'],
  ...['-XMP:GPSLatitude < Composite:GPSLatitude', '-XMP:GPSLongitude < Composite:GPSLongitude'],
  ...['-XMP:GPSDestLatitude < Composite:GPSDestLatitude', '-XMP:GPSDestLongitude < Composite:GPSDestLongitude'],
  ...['-XMP:GPSDateTime < Composite:GPSDateTime', '-XMP-dc:Creator < EXIF:Artist'],
];
const FROM_IPTC = [
  ...['-XMP-photoshop:Category < IPTC:Category', '-XMP-photoshop:Urgency < IPTC:Urgency'],
  ...['-XMP-photoshop:SupplementalCategories < IPTC:SupplementalCategories', '-XMP-dc:Creator < IPTC:By-line'],
  ...['-XMP-xmp:CreateDate < Composite:DigitalCreationDateTime', '-XMP-dc:Subject < IPTC:Keywords'],
  ...['-XMP-photoshop:City < IPTC:City', '-XMP-photoshop:Headline < IPTC:Headline'],
];
/**
 * What ExifTool writes besides: what describes the picture in its file, which is true of the export by then; words that stand where
 * XMP itself has them; tables of numbers.
 */
const OTHERWISE =
  /^XMP-tiff:(?:Artist|Copyright|ImageDescription|Software|DateTime|ModifyDate|Orientation|(?:X|Y)Resolution|ResolutionUnit|Image\w+|BitsPerSample|Compression|Photometric\w+|PlanarConfiguration|SamplesPerPixel|YCbCr\w+|ReferenceBlackWhite|TransferFunction|WhitePoint|PrimaryChromaticities|NativeDigest)$|^XMP-exif:(?:ExifImage\w+|ColorSpace|CFAPattern\w*|Opto\w+|OECF\w+|DeviceSetting\w+|SpatialFrequency\w+|MakerNote\w*|NativeDigest|InteropIndex)|^XMP-exifEX:(?:CompImage\w+|CompositeImage\w+|InteropIndex|PhotographicSensitivity)|^XMP-x:/;

type Tags = Record<string, unknown>;
const tagsOf = (paths: readonly string[]) =>
  JSON.parse(run('exiftool', ['-q', '-q', '-json', '-G1', '-n', '-XMP:all', ...paths])) as Tags[];

async function madeOf(path: string, formats: readonly FormatId[], policy: ExportProfile['metadata']): Promise<Tags[]> {
  const original = new Uint8Array(readFileSync(path));
  const statement = await statementAfter(original);
  const files = formats.map((format) => join(folder, `made.${format}`));
  for (const [i, format] of formats.entries())
    writeFileSync(files[i] ?? '', await exported(original, { format, policy, statement }));
  return tagsOf(files);
}

/** What ExifTool makes of it. */
function judged(path: string, args: readonly string[]): [string, unknown][] {
  const file = join(folder, 'judged.xmp');
  rmSync(file, { force: true });
  run('exiftool', ['-q', '-q', '-m', '-o', file, '-tagsFromFile', path, ...args]);
  return Object.entries(tagsOf([file])[0] ?? {}).filter(([tag]) => tag.startsWith('XMP-') && !OTHERWISE.test(tag));
}

/** ExifTool puts what it shows into XMP: "3.5" for an aperture that is 3.4822. */
const same = (ours: unknown, value: unknown): boolean =>
  typeof ours === 'number' && typeof value === 'number'
    ? Math.abs(ours - value) <= Math.abs(value) * 0.01
    : JSON.stringify(ours) === JSON.stringify(value);

/** A picture with a value in every tag of EXIF that takes one. */
function fullOfExif(): string {
  const path = join(folder, 'full.jpg');
  copyFileSync(fixture('bare/bare.jpg'), path);
  const list = join(folder, 'arguments.txt');
  const names =
    run('exiftool', ['-listw', '-EXIF:all'])
      .split('\n')
      .slice(1)
      .join(' ')
      .match(/[\w-]+/g) ?? [];
  writeFileSync(
    list,
    [
      ...names.map((name) => `-EXIF:${name}#=2`),
      ...['Make', 'Model', 'Software', 'LensModel', 'Artist', 'Copyright', 'UserComment'].map(
        (name) => `-EXIF:${name}=Ångström & <${name}>`,
      ),
      ...['DateTimeOriginal', 'CreateDate', 'ModifyDate'].map((name, i) => `-EXIF:${name}=202${i}:03:04 05:06:07`),
      ...[
        'ExifVersion=0232',
        'FlashpixVersion=0100',
        'SubSecTimeOriginal=12',
        'SubSecTimeDigitized=345',
        'SubSecTime=6',
        'OffsetTimeDigitized=+02:00',
      ],
      ...[
        'LensInfo=24 70 2.8 4',
        'GPSLatitude=12.5125',
        'GPSLatitudeRef=S',
        'GPSLongitude=100.25',
        'GPSLongitudeRef=E',
      ],
      ...[
        'GPSDateStamp=2020:03:04',
        'GPSTimeStamp=05:06:07.5',
        'SubjectArea=10 20 30 40',
        'Flash#=95',
        'ExposureTime=1/250',
      ],
    ]
      .map((line) => (line.startsWith('-') ? line : `-EXIF:${line}`))
      .join('\n'),
  );
  // Those that take no number are refused one by one.
  run('sh', ['-c', `exiftool -m -q -q -overwrite_original -@ ${list} ${path} 2>/dev/null || true`]);
  return path;
}

describe.skipIf(!has('exiftool'))('what a GIF has no block for', () => {
  let full: string;
  beforeAll(() => {
    full = fullOfExif();
  });

  test.each([['a picture full of EXIF'], ['located.jpg'], ['everything-8x8.jpg']])('%s', async (name) => {
    if (name === 'everything-8x8.jpg' && !hasCorpus) return;
    const path =
      name === 'located.jpg' ? fixture(name) : name === 'everything-8x8.jpg' ? corpus(`metadata/${name}`) : full;
    const [made = {}] = await madeOf(path, ['gif'], 'everything');
    const [before = {}] = tagsOf([path]);
    // What XMP says already stays as it is.
    const wanted = judged(path, FROM_EXIF).filter(([tag]) => before[tag] === undefined);
    const wrong = wanted.filter(([tag, value]) => !same(made[tag], value));
    expect(wrong.map(([tag, value]) => [tag, value, made[tag]])).toEqual([]);
    expect(wanted.length).toBeGreaterThan(1);
  });

  test('and where not everything is told, what may be told of it', async () => {
    const [open = {}] = await madeOf(full, ['gif'], 'all-but-location');
    expect(open).toMatchObject({
      'XMP-tiff:Make': 'Ångström & <Make>',
      'XMP-exifEX:LensModel': 'Ångström & <LensModel>',
      'XMP-exif:ExposureTime': 0.004,
      'XMP-exif:DateTimeOriginal': '2020:03:04 05:06:07.12',
      'XMP-dc:Creator': 'Ångström & <Artist>',
    });
    expect(Object.keys(open).filter((tag) => /GPS|UserComment|Temperature|SubjectArea|UniqueID/.test(tag))).toEqual([]);
    const [rights = {}] = await madeOf(full, ['gif'], 'copyright-only');
    expect(
      Object.keys(rights)
        .filter((tag) => tag.startsWith('XMP-') && !tag.startsWith('XMP-x:'))
        .sort(),
    ).toEqual(['XMP-dc:Creator', 'XMP-dc:Rights']);
  });
});

test.skipIf(!has('exiftool'))('what formats without IPTC-IIM have no records for', async () => {
  const path = join(folder, 'iptc.jpg');
  copyFileSync(fixture('bare/bare.jpg'), path);
  run('exiftool', [
    ...['-q', '-overwrite_original', '-IPTC:Category=SPO', '-IPTC:SupplementalCategories=Rowing', '-IPTC:Urgency=3'],
    ...['-IPTC:SupplementalCategories=Sailing', '-IPTC:DigitalCreationDate=2020:03:04', '-IPTC:By-line=Ada'],
    ...['-IPTC:DigitalCreationTime=05:06:07+02:00', '-IPTC:Keywords=boat', '-IPTC:City=Kiel', '-IPTC:Headline=Regatta'],
    ...['-IPTC:SubjectReference=IPTC:15043000:sport:sailing:', '-IPTC:ObjectAttributeReference=020:Action', path],
  ]);
  const formats = ['png', 'webp', 'avif', 'jxl', 'gif'] as const;
  const wanted = judged(path, FROM_IPTC);
  for (const made of await madeOf(path, formats, 'everything')) {
    const wrong = wanted.filter(([tag, value]) => !same(made[tag], value));
    expect(wrong.map(([tag, value]) => [tag, value, made[tag]])).toEqual([]);
    expect(made).toMatchObject({ 'XMP-iptcCore:SubjectCode': 15043000, 'XMP-iptcCore:IntellectualGenre': 'Action' });
  }
  for (const made of await madeOf(path, formats, 'all-but-location')) {
    expect(made).toMatchObject({ 'XMP-photoshop:Category': 'SPO', 'XMP-photoshop:Headline': 'Regatta' });
    expect(made).not.toHaveProperty('XMP-photoshop:City');
  }
});
