import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exported } from '../../tests/support/exported';
import { corpus, corpusFiles, fixture, has, hasCorpus, run } from '../../tests/support/tools';
import type { FormatId } from '../domain/profile';

/**
 * A file that nobody touched, exported with everything: ExifTool reads the same values before and after, for every tag of EXIF,
 * IPTC and XMP but those that describe the changed picture.
 */
const FORMATS: readonly FormatId[] = ['jpeg', 'png', 'webp', 'avif', 'jxl', 'tiff', 'gif'];
const WITH_IPTC: ReadonlySet<FormatId> = new Set(['jpeg', 'tiff']);
const READ = /\.(?:jpe?g|png|webp|tiff?|avif|heic|jxl|gif)$/;
/** Extended XMP, a camera's own file, a file of another order of bytes. */
const PHOTOS = ['depthmap-android.jpg', 'storm-2mp.jpg', 'nikon-p7000-orient6-10mp.webp'];
const FILES = [
  ...['located.jpg', 'orientation-6.jpg', 'photo.png', 'photo.webp', 'photo.avif', 'photo.tif'].map(fixture),
  ...(hasCorpus ? corpusFiles('metadata').filter((path) => READ.test(path)) : []),
  ...(hasCorpus ? PHOTOS.map((name) => corpus(`photos/${name}`)) : []),
];

/** Tags that describe the picture in its file or a part that an export has not, or that ExifTool makes up of a whole block. */
const CHANGED = [
  /^IFD1:/,
  /^(?:IFD0|ExifIFD):(?:ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|Orientation)$/,
  /^(?:IFD0|ExifIFD):(?:SamplesPerPixel|PlanarConfiguration|YCbCr\w+|RowsPerStrip|Strip\w+|Tile\w+|Predictor|SampleFormat)$/,
  /^(?:IFD0|ExifIFD):(?:X|Y|FocalPlane(?:X|Y))?Resolution(?:Unit)?$/,
  /^(?:IFD0|ExifIFD):(?:SubfileType|ThumbnailOffset|ThumbnailLength|ThumbnailTIFF|ExifImage\w+|ComponentsConfiguration)$/,
  /^(?:IFD0|ExifIFD):(?:Padding|OffsetSchema|JPEGTables|ExtraSamples|ReferenceBlackWhite|PreviewImage\w*|TransferFunction|FillOrder|PageNumber|\w*Subsampling\w*)$/,
  /^InteropIFD:/,
  /^XMP-(?:tiff|exif):(?:Orientation|ImageWidth|ImageHeight|\w?Resolution|ResolutionUnit|NativeDigest|ExifImage\w+)$/,
  /^XMP-(?:dc:Format|x:XMPToolkit|xmpNote:\w+|xmp:Thumbnails|photoshop:ICCProfileName|mwg-rs:.*|MP:.*)$/,
  /^XMP-(?:hdrgm|GContainer|Device|apdi):|^XMP-GCamera:(?:MicroVideo|MotionPhoto)/,
  /^IPTC:(?:CodedCharacterSet|ApplicationRecordVersion|EnvelopeRecordVersion)$/,
];
const KEPT = /^(?:IFD0|ExifIFD|GPS|IPTC\d*|XMP-[\w-]+):/;

const folder = mkdtempSync(join(tmpdir(), 'satchel-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true }));

function valuesOf(paths: readonly string[]): Map<string, string>[] {
  const found = JSON.parse(run('exiftool', ['-json', '-G1', '-n', '-struct', ...paths])) as Record<string, unknown>[];
  return found.map((tags) => {
    const kept = Object.entries(tags).filter(([tag]) => KEPT.test(tag) && !CHANGED.some((each) => each.test(tag)));
    return new Map(kept.map(([tag, value]) => [tag, JSON.stringify(value)]));
  });
}

let original: Map<string, string>[] | undefined;

describe.skipIf(!has('exiftool'))('untouched, with everything', () => {
  test.each(FORMATS)('into %s', { timeout: 120_000 }, async (format) => {
    const made: string[] = [];
    for (const [i, path] of FILES.entries()) {
      const to = join(folder, `${i}.${format}`);
      writeFileSync(to, await exported(new Uint8Array(readFileSync(path)), { format, policy: 'everything' }));
      made.push(to);
    }
    original ??= valuesOf(FILES);
    const [before, after] = [original, valuesOf(made)];
    const wrong: string[] = [];
    let compared = 0;
    for (const [i, values] of before.entries()) {
      for (const [tag, value] of values) {
        if (tag.startsWith('IPTC') && !WITH_IPTC.has(format)) continue;
        if (!tag.startsWith('XMP') && format === 'gif') continue;
        compared++;
        const now = after[i]?.get(tag);
        if (now !== value) wrong.push(`${FILES[i]?.split('/').at(-1)} ${tag}: ${value} ≠ ${now}`.slice(0, 200));
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });
});
