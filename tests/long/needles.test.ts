import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormatId } from '../../src/domain/profile';
import { pngChunks } from '../../src/metadata/png-chunks';
import { exported, statementAfter } from '../support/exported';
import { fixture, has, run } from '../support/tools';

/**
 * A needle in every place that ExifTool can write; then a search of the bytes of every export for those that are still there.
 */
/** What is let through is decided before a format is chosen: one with every block, one with other forms of them, one with XMP alone. */
const FORMATS: readonly FormatId[] = ['jpeg', 'tiff', 'gif'];
/** Properties whose text may stay where the place may not; whatever else is found was leaked. */
const STAYS = {
  'all-but-location': [
    /^XMP-dc:(?!Coverage)/,
    /^XMP-(?:photoshop|xmp|xmpRights|plus|cc|lr|digiKam|microsoft|xmpMM|aux|exifEX|tiff|mwg-rs|MP|iptcCore|iptcExt|exif):/,
    /^IPTC:(?!City|Sub-location|Province|Country|ContentLocation)/,
    /^IFD0:(?:ImageDescription|Make|Model|Software|Artist|Copyright)$/,
    /^ExifIFD:(?:OwnerName|SerialNumber|LensMake|LensModel|LensSerialNumber|SubSecTime\w*|OffsetTime\w*)$/,
  ],
  'copyright-only': [
    /^XMP-dc:(?:Rights|Creator)/,
    /^XMP-xmpRights:(?:Owner|UsageTerms|WebStatement)/,
    /^XMP-photoshop:Credit$/,
    /^IPTC:(?:CopyrightNotice|By-line|Credit)$/,
    /^IFD0:(?:Artist|Copyright)$/,
  ],
  none: [],
} as const;
/** What must never be let through under "all but location", whatever list it might be on. */
const PLACES =
  /gps|city|country|province|state\b|sublocation|location|coverage|latitude|longitude|address|region(?:$|ext)|worldregion|thoroughfare|usercomment|:xp[a-z]+$|makernote/i;

const folder = mkdtempSync(join(tmpdir(), 'satchel-needles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each tag that ExifTool can write words to, with a needle of its own. */
function needles(): Map<string, string> {
  const found = new Map<string, string>();
  const add = (tag: string) => found.has(tag) || found.set(tag, `Ndl${String(found.size).padStart(5, '0')}`);
  for (const group of ['XMP', 'IPTC', 'EXIF', 'Photoshop', 'PNG']) {
    let table = '';
    for (const line of run('exiftool', ['-listx', `-${group}:all`]).split('\n')) {
      table = /<table .*g1='([^']+)'/.exec(line)?.[1] ?? table;
      const [, name] = /<tag [^>]*name='([^']+)'[^>]*writable='true'/.exec(line) ?? [];
      const own = /<tag [^>]*g1='([^']+)'/.exec(line)?.[1] ?? table;
      if (name) add(`${own}:${name}`);
    }
  }
  add('File:Comment');
  return found;
}

const holding = (file: Uint8Array): Buffer[] => {
  const inflated = [...pngChunks(file)].flatMap(({ data }) => {
    const end = data.indexOf(0);
    try {
      return [inflateSync(data.subarray(end + 2))];
    } catch {
      return [];
    }
  });
  return [Buffer.from(file), ...inflated];
};

/** The needles in a file, by number: as they are, and in UTF-16, where every other byte is nothing. */
function found(file: Uint8Array, byNeedle: ReadonlyMap<string, string>): string[] {
  const needlesIn = (bytes: Buffer) =>
    bytes
      .toString('latin1')
      .replace(/\0/g, '')
      .match(/Ndl\d{5}/g) ?? [];
  return [...new Set(holding(file).flatMap(needlesIn))].flatMap((needle) => byNeedle.get(needle) ?? []);
}

describe.skipIf(!has('exiftool'))('with a needle in everything that ExifTool can write', () => {
  let byNeedle: Map<string, string>;
  let original: Uint8Array;
  beforeAll(() => {
    const all = needles();
    byNeedle = new Map([...all].map(([tag, needle]) => [needle, tag]));
    const list = join(folder, 'arguments.txt');
    writeFileSync(list, [...all].map(([tag, needle]) => `-${tag}=${needle}`).join('\n'));
    const path = join(folder, 'needles.jpg');
    copyFileSync(fixture('bare/bare.jpg'), path);
    // Tags that take no words are refused one by one; the others are written.
    run('sh', ['-c', `exiftool -m -q -q -overwrite_original -@ ${list} ${path} 2>/dev/null || true`]);
    original = new Uint8Array(readFileSync(path));
  }, 300_000);

  test('there are many', () => {
    expect(found(original, byNeedle).length).toBeGreaterThan(1500);
  });

  test.each(['all-but-location', 'copyright-only', 'none'] as const)(
    'under "%s" only what may stay is left',
    { timeout: 300_000 },
    async (policy) => {
      const statement = await statementAfter(original);
      for (const format of FORMATS) {
        const left = found(await exported(original, { format, policy, statement }), byNeedle);
        expect(left.filter((tag) => PLACES.test(tag) || !STAYS[policy].some((each) => each.test(tag)))).toEqual([]);
        if (policy !== 'none') expect(left).toContain('XMP-dc:Rights');
        if (policy === 'all-but-location') {
          expect(left).toEqual(expect.arrayContaining(['XMP-dc:Title', 'XMP-dc:Subject', 'XMP-photoshop:Headline']));
        }
      }
    },
  );
});
