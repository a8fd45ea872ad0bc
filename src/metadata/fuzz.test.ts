import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bare, embed, exported, statementAfter } from '../../tests/support/exported';
import { fixture } from '../../tests/support/tools';
import { AppError } from '../domain/errors';
import { FORMAT_IDS, type FormatId } from '../domain/profile';
import { tableText } from '../fields/table-text';
import { FORMATS } from '../formats';
import { readDeclared } from '../media/image/declared';
import { readHeifBoxes } from '../media/image/heif-boxes';
import { readPngCodePoints } from '../media/image/png-code-points';
import { readTiffForm } from '../media/image/tiff-form';
import { sniff } from '../media/sniff';
import { holdsText, readDrawing } from '../media/svg/drawing';
import { readCsv } from '../text/csv';
import { joined } from './bytes';
import { compose } from './compose';
import { svgBlocks } from './containers/svg/blocks';
import { readSvgWords } from './containers/svg/words';
import { type Blocks, gather } from './gather';
import { neutralProfile } from './icc/neutral';
import { readEmbedded, withoutMarkup } from './read';
import { readTakeout } from './takeout';
import { readXmp } from './xmp/read';
import { writeXmp } from './xmp/write';

/**
 * Files that were changed at random, in each kind: a reader finds less in them or nothing, and throws only what the program has
 * words for. One that hangs runs into the time that a test has.
 */
const RUNS = 40;
/** All that can be found in the small files here. */
const MOST_FOUND = 4_000_000;

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Changes that lie near each other, or anywhere, and seldom one that moves what follows. */
const changes = fc.record({
  from: share,
  near: fc.boolean(),
  bytes: fc.array(fc.record({ at: share, to: fc.constantFrom('flip', 0, 1, 0x7f, 0xff) }), {
    minLength: 1,
    maxLength: 8,
  }),
  move: fc.option(fc.record({ at: share, how: fc.constantFrom('cut', 'double', 'insert') }), { freq: 3 }),
});
type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never;
const NEAR = 64;
const MOST_CHANGED = 24_000;

/** @param within how much of the file's beginning is changed: behind it are pixels */
function changedBy(file: Uint8Array, { from, near, bytes: list, move }: Changes, within: number): Uint8Array {
  const bytes = file.slice();
  const size = Math.min(within, bytes.length);
  const start = near ? Math.floor(from * size) : 0;
  for (const { at, to } of list) {
    const place = start + Math.floor(at * (near ? NEAR : size));
    const byte = bytes[place];
    if (byte !== undefined) bytes[place] = to === 'flip' ? byte ^ (1 << (place % 8)) : Number(to);
  }
  if (!move) return bytes;
  const place = Math.floor(move.at * size);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (move.how === 'cut') return before.slice();
  return joined([before, move.how === 'double' ? before.subarray(-200) : [0, 0xff, 0x49], after]);
}

const bytesOf = (name: string) => new Uint8Array(readFileSync(fixture(name)));
const exact = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;

/** Runs a reader as its worker does: what it throws must have words. */
async function reading(read: () => unknown): Promise<void> {
  try {
    expect((JSON.stringify(await read()) ?? '').length).toBeLessThan(MOST_FOUND);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function holds(file: Uint8Array, read: (bytes: Uint8Array) => unknown, within = MOST_CHANGED): Promise<void> {
  const property = fc.asyncProperty(changes, (each) => reading(() => read(changedBy(file, each, within))));
  await fc.assert(property, { numRuns: RUNS });
}

/** A small file of each format with EXIF, IPTC and XMP, regions and languages, as this program writes them. */
const rich = new Map<FormatId, Uint8Array>();
beforeAll(async () => {
  const edits = {
    keywords: ['sea', 'a; b'],
    title: 'Harbour',
    'persons-shown': ['Ada'],
    place: { name: 'Quay', latitude: 1, longitude: 2 },
  };
  const original = bytesOf('located.jpg');
  const statement = await statementAfter(original, edits);
  for (const format of FORMAT_IDS) {
    rich.set(format, await exported(original, { format, policy: 'everything', statement }));
  }
});

describe.each(FORMAT_IDS)('%s', (format) => {
  const file = () => rich.get(format) ?? bare(format);

  test('what it says is read', { timeout: 60_000 }, () => holds(file(), (bytes) => readEmbedded(exact(bytes))));

  test('an export of damaged blocks is made, and can be read', { timeout: 60_000 }, async () => {
    const output = {
      container: FORMATS[format].container,
      mime: FORMATS[format].mime,
      width: 64,
      height: 48,
      dpi: 72,
      stored: { width: 48, height: 64 },
      orientation: 6,
      colours: 'srgb',
    } as const;
    const statement = {
      changed: { 'dc:title': 'New', 'exif:Artist': null },
      unchanged: {},
      removed: { 'dc:subject': ['sea'] },
    };
    const whole = await gather(rich.get('jpeg') ?? bare('jpeg'));
    // Block by block, since in a whole file few changes meet the numbers that lead somewhere.
    const property = fc.asyncProperty(changes, changes, changes, async (exif, iptc, xmp) => {
      const blocks: Blocks = {
        ...whole,
        exif: whole.exif && changedBy(whole.exif, exif, MOST_CHANGED),
        iptc: whole.iptc && changedBy(whole.iptc, iptc, MOST_CHANGED),
        xmp: whole.xmp.map((packet) => changedBy(packet, xmp, MOST_CHANGED)),
      };
      for (const policy of ['everything', 'all-but-location'] as const) {
        const made = embed(bare(format), format, compose(blocks, statement, { policy, output }));
        expect(await readEmbedded(exact(made))).toMatchObject({ 'dc:title': { languages: { 'x-default': 'New' } } });
      }
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  test('its kind and its colours are told', { timeout: 60_000 }, () =>
    holds(
      bare(format),
      async (bytes) => [
        await sniff(bytes),
        readDeclared(exact(bytes)),
        readHeifBoxes(exact(bytes)),
        readPngCodePoints(exact(bytes)),
        readTiffForm(exact(bytes)),
      ],
      600,
    ),
  );
});

test.each(['photo.tif', 'deep.tif', 'no-fix.jpg', 'orientation-6.jpg', 'photo.avif', 'wide-gamut.jpg'])(
  '%s, as other programs write',
  { timeout: 60_000 },
  (name) => holds(bytesOf(name), (bytes) => readEmbedded(exact(bytes)), 4_000),
);

test('drawings', { timeout: 60_000 }, () =>
  holds(bytesOf('vector.svg'), (bytes) => [
    readDrawing(bytes),
    holdsText(bytes),
    readSvgWords(bytes),
    svgBlocks(bytes),
  ]),
);

test('sidecars', { timeout: 60_000 }, async () => {
  const statement = {
    changed: { 'dc:title': 'A', 'dc:subject': ['a', 'b'], 'dc:rights': '©' },
    unchanged: {},
    removed: {},
  };
  await holds(writeXmp(statement) ?? new Uint8Array(), (bytes) => withoutMarkup(readXmp(bytes)));
});

test('JSON of Google Takeout, tables, colour profiles', { timeout: 60_000 }, async () => {
  const text = new TextEncoder();
  const json = text.encode(
    '{"title":"a.jpg","description":"b","geoData":{"latitude":1,"longitude":2},"people":[{"name":"c"}]}',
  );
  await holds(json, (bytes) => readTakeout(new TextDecoder().decode(bytes)));
  await holds(text.encode('\uFEFFsep=;\nId;Title\n"a;""b""";c\n'), (bytes) => readCsv(tableText(bytes)));
  const profile = bytesOf('wide-gamut.jpg');
  const start = new TextDecoder('latin1').decode(profile).indexOf('acsp') - 36;
  await holds(profile.slice(start, start + 600), (bytes) => neutralProfile(bytes)?.length);
});
