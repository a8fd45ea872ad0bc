import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FORMAT_IDS } from '../../src/domain/profile';
import { MAKER_NOTE, readTiffBlock } from '../../src/metadata/exif/block';
import { gather } from '../../src/metadata/gather';
import { Needles, withNeedledTags, writableTags } from '../support/exiftool-needles';
import { exported, statementAfter } from '../support/exported';
import { corpus, has, hasCorpus } from '../support/tools';
import { unfolded } from '../support/unfolded';

/** Notes as cameras wrote them: of Samsung, Sony, Nikon, Canon and Apple, in five kinds of file. */
const FILES = [
  ...['arch-galaxy-s7-12mp-gps.jpg', 'cups-sony-4mp.jpg', 'leaf-nikon-d3100-14mp.jpg', 'redcar-canon-450d-12mp.jpg'],
  ...['storm-2mp.jpg', 'sunset-canon-g11-10mp.jpg', 'nikon-p7000-orient6-10mp.webp', 'canon-20mp.avif'],
  ...['iphone-p3-gps-12mp.heic', '../metadata/gps-nikon.jpg', '../metadata/p3-gps.avif'],
].map((name) => corpus(`photos/${name}`));
const POLICIES = ['all-but-location', 'copyright-only', 'none'] as const;

const folder = mkdtempSync(join(tmpdir(), 'satchel-notes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function noteOf(file: Uint8Array): Promise<Uint8Array | undefined> {
  const { exif } = await gather(file);
  return exif ? readTiffBlock(exif)?.exif.find(({ tag }) => tag === MAKER_NOTE)?.bytes : undefined;
}

/** Words of a note that stand nowhere else in what its file says. */
async function ownWords(file: Uint8Array, note: Uint8Array): Promise<string[]> {
  const { exif, xmp, iptc, comments } = await gather(file);
  const rest = [exif, ...xmp, iptc, ...comments].map((each) => Buffer.from(each ?? []).toString('latin1'));
  const words = Buffer.from(note).toString('latin1');
  const others = rest.map((each) => each.replace(words, ''));
  const runs = words.match(/[ -~]{8,}/g) ?? [];
  return [...new Set(runs)].filter((run) => !others.some((each) => each.includes(run)));
}

describe.skipIf(!hasCorpus)('what cameras wrote into their notes', () => {
  test.each(FILES)('%s', async (path) => {
    const original = new Uint8Array(readFileSync(path));
    const note = await noteOf(original);
    expect(note).toBeDefined();
    const words = await ownWords(original, note ?? new Uint8Array());
    const statement = await statementAfter(original);
    for (const format of FORMAT_IDS) {
      for (const policy of POLICIES) {
        const texts = unfolded(await exported(original, { format, policy, statement }));
        expect(
          words.filter((word) => texts.some((text) => text.includes(word))),
          `${format} ${policy}`,
        ).toEqual([]);
      }
    }
  });
});

describe.skipIf(!hasCorpus || !has('exiftool'))('a needle in every tag of a note that ExifTool can write', () => {
  test.each(['redcar-canon-450d-12mp.jpg', 'leaf-nikon-d3100-14mp.jpg'])('%s', async (name) => {
    const needles = new Needles();
    const tags = writableTags(['MakerNotes']);
    const original = withNeedledTags(corpus(`photos/${name}`), join(folder, name), { tags, needles });
    expect(needles.in((await noteOf(original)) ?? new Uint8Array()).length).toBeGreaterThan(0);
    const statement = await statementAfter(original);
    for (const format of FORMAT_IDS) {
      for (const policy of POLICIES) {
        expect(needles.in(await exported(original, { format, policy, statement }))).toEqual([]);
      }
    }
  });
});
