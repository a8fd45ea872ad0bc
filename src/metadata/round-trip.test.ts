import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseFile, hasCases } from '../../tests/support/cases';
import { exported } from '../../tests/support/exported';
import { corpus, FIXTURES, has, hasCorpus } from '../../tests/support/tools';
import { FORMAT_IDS, type FormatId } from '../domain/profile';
import { mediaType } from '../media/kind';
import { sniff } from '../media/sniff';

/**
 * A file that nobody touched, exported with everything: ExifTool reads the same values before and after, for every tag of EXIF
 * (with the maker's note), IPTC and XMP but those that docs/metadata.md lists.
 */
const DOCUMENT = join(import.meta.dirname, '../../docs/metadata.md');
const WITH_IPTC: ReadonlySet<FormatId> = new Set(['jpeg', 'tiff']);
/** Declares entities: such a packet says nothing, though ExifTool reads their names. */
const SAYS_NOTHING = 'xmp-billion-laughs.jpg';

const folder = mkdtempSync(join(tmpdir(), 'satchel-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true }));

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name));
}

async function isReadable(path: string): Promise<boolean> {
  const mime = await sniff(new Uint8Array(readFileSync(path)));
  // What no engine here draws may still say something.
  return mediaType(mime, path).family !== null || /^image\/hei[cf]/.test(mime);
}

const exempt = new Map(
  [...listed('What an export does not repeat')].map((pattern) => [
    pattern,
    new RegExp(`^${pattern.replaceAll('*', '[^:]*')}$`),
  ]),
);
const usedFor = new Set<string>();

/** What stands in backticks in the table below a heading of the document. */
function* listed(heading: string): Generator<string> {
  const [, below = ''] = readFileSync(DOCUMENT, 'utf8').split(`\n## ${heading}\n`);
  const rows = (below.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  for (const [, pattern = ''] of rows.join('\n').matchAll(/`([^`]+)`/g)) yield pattern;
}

const isExempt = (tag: string) => {
  const found = [...exempt].filter(([, pattern]) => pattern.test(tag));
  for (const [pattern] of found) usedFor.add(pattern);
  return found.length > 0;
};

type Values = Map<string, string>;

/** By "Group:Tag" of family 1; all of a maker's note is "MakerNotes:". */
async function valuesOf(paths: readonly string[]): Promise<Values[]> {
  const options = ['-json', '-G0:1:5', '-n', '-struct', '-EXIF:all', '-IPTC:all', '-XMP:all', '-MakerNotes:all'];
  // It answers with an error where one of many files is cut short, and says what it read all the same.
  const { stdout } = await promisify(execFile)('exiftool', [...options, ...paths], {
    maxBuffer: 256 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  const found = JSON.parse(stdout) as Record<string, unknown>[];
  const byPath = new Map(found.map((tags) => [tags.SourceFile, tags]));
  return paths.map((path) => {
    const values: Values = new Map();
    for (const [key, value] of Object.entries(byPath.get(path) ?? {})) {
      const [kind, group, way = '', tag] = key.split(':');
      if (!tag || (kind === 'MakerNotes' && !way.includes('ExifIFD'))) continue;
      values.set(`${kind === 'MakerNotes' ? kind : group}:${tag}`, JSON.stringify(value));
    }
    return values;
  });
}

describe.skipIf(!has('exiftool'))('untouched, with everything', () => {
  const files: { path: string; values: Values }[] = [];
  beforeAll(async () => {
    const all = [FIXTURES, ...(hasCorpus ? [corpus('.')] : []), ...(hasCases ? [caseFile('.')] : [])].flatMap(filesIn);
    const readable: string[] = [];
    for (const path of all) if (!path.endsWith(SAYS_NOTHING) && (await isReadable(path))) readable.push(path);
    for (const [i, values] of (await valuesOf(readable)).entries()) {
      if (values.size > 0) files.push({ path: readable[i] ?? '', values });
    }
  }, 120_000);

  test.each(FORMAT_IDS)('into %s', { timeout: 240_000 }, async (format) => {
    const made: string[] = [];
    for (const [i, { path }] of files.entries()) {
      const to = join(folder, `${i}.${format}`);
      writeFileSync(to, await exported(new Uint8Array(readFileSync(path)), { format, policy: 'everything' }));
      made.push(to);
    }
    const after = await valuesOf(made);
    const wrong: string[] = [];
    let compared = 0;
    for (const [i, { path, values }] of files.entries()) {
      for (const [tag, value] of values) {
        if (tag.startsWith('IPTC') && !WITH_IPTC.has(format)) continue;
        if (!tag.startsWith('XMP') && format === 'gif') continue;
        compared++;
        const now = after[i]?.get(tag);
        if (now !== value && !isExempt(tag))
          wrong.push(`${path.split('/').at(-1)} ${tag}: ${value} ≠ ${now}`.slice(0, 200));
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });

  test.runIf(hasCorpus && hasCases)('nothing is exempt without a reason', () => {
    expect([...exempt.keys()].filter((pattern) => !usedFor.has(pattern))).toEqual([]);
  });
});
