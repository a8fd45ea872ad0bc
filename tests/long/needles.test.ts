import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMAT_IDS } from '../../src/domain/profile';
import { FORMATS } from '../../src/formats';
import { Needles, withNeedledTags, writableTags } from '../support/exiftool-needles';
import { exported, statementAfter } from '../support/exported';
import { withHiddenPlaces } from '../support/hidden-places';
import { hiddenSvg } from '../support/hidden-svg';
import { isPlace, leakedOf } from '../support/may-stay';
import { fixture, has, run } from '../support/tools';

/**
 * A needle in every place that ExifTool can write and in many that it cannot, in each kind of file; then a search of the bytes
 * of every export for those that are still there, and ExifTool's own view of what is left.
 */
const KINDS = [...FORMAT_IDS, 'svg'] as const;
/** Fewer would mean that ExifTool did not write: how many it can differs from kind to kind. */
const FEWEST: Readonly<Record<(typeof KINDS)[number], number>> = {
  jpeg: 1700,
  png: 1600,
  webp: 1600,
  tiff: 1600,
  avif: 1500,
  jxl: 1500,
  gif: 1400,
  svg: 1400,
};
/** Groups of tags, as ExifTool sees them, that an export may have: its file's own, and blocks of what may stay. */
const GROUPS =
  /^(?:SourceFile|ExifTool|System|File|Composite|JFIF|PNG|PNG-pHYs|GIF|RIFF|QuickTime|Meta|Jpeg2000|IFD0|ExifIFD|InteropIFD|IPTC|Photoshop|XMP-(?:x|dc|photoshop|xmp|xmpRights|plus|cc|lr|digiKam|microsoft|xmpMM|aux|exifEX|tiff|mwg-rs|MP|iptcCore|iptcExt|exif))(?::|$)/;
const POLICIES = ['all-but-location', 'copyright-only', 'none'] as const;

const folder = mkdtempSync(join(tmpdir(), 'satchel-needles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** XMP's RDF without its wrapper, as an SVG has it. */
const rdfOf = (packet: Uint8Array) =>
  /<rdf:RDF[\s\S]*<\/rdf:RDF>/.exec(Buffer.from(packet).toString('utf8'))?.[0] ?? '';

describe.skipIf(!has('exiftool'))('with a needle in everything', () => {
  let tags: string[];
  beforeAll(() => {
    tags = writableTags();
  }, 300_000);

  describe.each(KINDS)('of a file of kind %s', (kind) => {
    const needles = new Needles();
    let original: Uint8Array;
    beforeAll(() => {
      const extension = kind === 'svg' ? 'xmp' : FORMATS[kind].extension;
      const [file, into] = [fixture(`bare/bare.${extension}`), join(folder, `needles.${extension}`)];
      if (kind === 'svg') {
        const sidecar = join(folder, 'empty.xmp');
        writeFileSync(
          sidecar,
          '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
        );
        original = hiddenSvg(needles.at, rdfOf(withNeedledTags(sidecar, into, { tags, needles })));
      } else original = withHiddenPlaces(kind, withNeedledTags(file, into, { tags, needles }), needles.at);
    }, 300_000);

    test('there are many', () => {
      expect(needles.in(original).length).toBeGreaterThan(FEWEST[kind]);
    });

    test.each(POLICIES)('under "%s" only what may stay is left', async (policy) => {
      const statement = await statementAfter(original);
      const made: string[] = [];
      for (const format of FORMAT_IDS) {
        const file = await exported(original, { format, policy, statement });
        const left = needles.in(file);
        expect(leakedOf(left, policy), format).toEqual([]);
        if (policy !== 'none') expect(left, format).toContain('XMP-dc:Rights');
        if (policy === 'all-but-location') {
          expect(left, format).toEqual(expect.arrayContaining(['XMP-dc:Subject', 'XMP-photoshop:Headline']));
        }
        const path = join(folder, `${kind}-${policy}.${FORMATS[format].extension}`);
        writeFileSync(path, file);
        made.push(path);
      }
      const seen = JSON.parse(run('exiftool', ['-json', '-G1', '-q', '-a', '-u', '-ee', ...made])) as Record<
        string,
        unknown
      >[];
      const names = [...new Set(seen.flatMap((each) => Object.keys(each)))];
      const places = names.filter((name) => !/^(?:System|File|ExifTool):/.test(name) && isPlace(name));
      expect([...names.filter((name) => !GROUPS.test(name)), ...places]).toEqual([]);
    });
  });
});
