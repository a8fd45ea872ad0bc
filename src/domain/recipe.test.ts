import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Asset } from './asset';
import { DEFAULT_PROFILES } from './default-profiles';
import type { ExportProfile } from './profile';
import { fingerprint, recipeOf } from './recipe';
import { NOTHING_SAID, type Statement } from './statement';

const asset = { blobHash: 'a'.repeat(64), mime: 'image/jpeg', facts: { width: 3, height: 2 } } as unknown as Asset;
const [web] = DEFAULT_PROFILES as [ExportProfile];
const everything: ExportProfile = { ...web, metadata: 'everything' };
const name = (profile: ExportProfile, statement: Statement = NOTHING_SAID) =>
  fingerprint(recipeOf(asset, profile, statement));

const statements = fc.record({
  changed: fc.dictionary(fc.string(), fc.option(fc.oneof(fc.string(), fc.array(fc.string())))),
  unchanged: fc.dictionary(fc.string(), fc.string()),
  removed: fc.dictionary(fc.string(), fc.array(fc.string())),
});

test('the order of keys decides nothing', () =>
  fc.assert(
    fc.asyncProperty(statements, async (statement) => {
      const turned = <V>(values: Record<string, V>) => Object.fromEntries(Object.entries(values).toReversed());
      const { changed, unchanged, removed } = statement;
      const again = { removed: turned(removed), unchanged: turned(unchanged), changed: turned(changed) };
      expect(await name(everything, again)).toBe(await name(everything, statement));
      const profile = Object.fromEntries(Object.entries(everything).toReversed()) as unknown as ExportProfile;
      expect(await name(profile, statement)).toBe(await name(everything, statement));
    }),
  ));

test('another statement is another file', () =>
  fc.assert(
    fc.asyncProperty(statements, statements, async (a, b) => {
      const isSame = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect((await name(everything, a)) === (await name(everything, b))).toBe(isSame);
    }),
  ));

function sorted({ changed, unchanged, removed }: Statement) {
  const entries = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return [entries(changed), entries(unchanged), entries(removed)];
}

test.each<[keyof ExportProfile, unknown]>([
  ['format', 'webp'],
  ['size', { type: 'long-edge', pixels: 1601 }],
  ['enlarge', true],
  ['dpi', 300],
  ['crop', 'centre'],
  ['background', '#000000'],
  ['colour', { space: 'p3', embed: true }],
  ['quality', 81],
  ['lossless', true],
  ['effort', 3],
  ['maxBytes', 500_000],
  ['sharpen', true],
  ['watermark', { source: { type: 'text', text: '©' }, place: 'centre', size: 10, opacity: 50 }],
  ['metadata', 'none'],
])('%s decides bytes', async (property, value) => {
  expect(await name({ ...web, [property]: value })).not.toBe(await name(web));
});

test.each<[keyof ExportProfile, unknown]>([
  ['id', 'other'],
  ['name', 'Other'],
  ['kinds', ['image']],
  ['nameTemplate', '{name}'],
])('%s does not', async (property, value) => {
  expect(await name({ ...web, [property]: value })).toBe(await name(web));
});

test('what a profile does not let out decides nothing', async () => {
  const statement: Statement = { changed: { 'iptc:City': 'Bellagio' }, unchanged: {}, removed: {} };
  const none: ExportProfile = { ...web, metadata: 'none' };
  expect(await name(none, statement)).toBe(await name(none));
  expect(recipeOf(asset, none, statement).statement).toEqual(NOTHING_SAID);
  expect(await name(everything, statement)).not.toBe(await name(everything));
  expect(recipeOf(asset, everything, statement)).toEqual({
    source: { hash: asset.blobHash, mime: asset.mime, facts: asset.facts },
    profile: everything,
    statement,
  });
});
