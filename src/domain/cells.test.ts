import fc from 'fast-check';
import { getHlcFunctions } from 'tinybase/common';
import { describe, expect, test } from 'vitest';
import type { Asset, Version } from './asset';
import { NO_FACTS } from './asset';
import { assetCells, assetOf, cellsOf, changedCells, rowOf, wholeAsset } from './cells';
import { type AssetId, type BlobHash, type CategoryId, newId, type VersionId } from './ids';
import { isStamp, nextStamp } from './stamp';

const value = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => !Object.is(each, -0)),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 4, minLength: 1 }),
  fc.record({ name: fc.string(), latitude: fc.constant(null), longitude: fc.constant(null) }),
);
const assets = fc
  .record({
    title: fc.string(),
    rating: fc.integer({ min: 0, max: 5 }),
    fields: fc.dictionary(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/), value),
    categoryIds: fc.uniqueArray(fc.constantFrom(...Array.from({ length: 5 }, () => newId<CategoryId>())), {
      maxLength: 4,
    }),
    deletedAt: fc.nat(),
  })
  .map(
    (some): Asset => ({
      ...some,
      id: newId<AssetId>(),
      currentVersionId: newId<VersionId>(),
      versionCount: 1,
      createdAt: 5,
      updatedAt: 6,
      finalisedAt: 7,
      state: 'ready',
      failure: null,
      origin: 'upload',
      uploadId: null,
      uploadIndex: 0,
      fileName: 'a.txt',
      mime: 'text/plain',
      kind: 'other',
      bytes: 3,
      blobHash: 'a'.repeat(64) as BlobHash,
      facts: NO_FACTS,
    }),
  );

const versionOf = (asset: Asset): Version => ({
  id: asset.currentVersionId,
  assetId: asset.id,
  number: 1,
  createdAt: 5,
  blobHash: asset.blobHash,
  fileName: asset.fileName,
  modifiedAt: 1,
  mime: asset.mime,
  bytes: asset.bytes,
  facts: NO_FACTS,
  comment: '',
  frozenFields: null,
});

/** What JSON makes of cells: they travel as that. */
const carried = (cells: object) => JSON.parse(JSON.stringify(cells)) as Record<string, unknown>;

describe('cells of an asset', () => {
  test('are the whole of it: with its version its row comes back', () => {
    fc.assert(
      fc.property(assets, (asset) => {
        const row = rowOf('assets', asset.id, carried(assetCells(asset)));
        expect(wholeAsset(row ?? {}, [versionOf(asset)], () => false)).toEqual(asset);
      }),
    );
  });

  test('that changed make of the row before the row after', () => {
    fc.assert(
      fc.property(assets, assets, (before, after) => {
        const changed = changedCells(assetCells(before), assetCells(after));
        const cells = carried({ ...assetCells(before), ...changed });
        expect(assetOf(cells)).toEqual(assetOf(assetCells(after)));
      }),
    );
  });

  test('a keyword that two devices put in the same place stands there twice, in the same order on both', () => {
    const cells = { 'f.keywords/b': 1, 'f.keywords/a': 1, 'f.keywords/gone': 0 };
    expect(assetOf(cells).fields).toEqual({ keywords: ['a', 'b'] });
  });
});

test('other rows are their properties; a removed one is none; secrets of shares stay', () => {
  const note = { id: 'n', assetId: 'a', text: 'x', author: '', createdAt: 1, editedAt: 0 };
  expect(rowOf('notes', 'n', cellsOf('notes', note))).toEqual(note);
  expect(rowOf('notes', 'n', { ...cellsOf('notes', note), x: 1 })).toBeNull();
  expect(rowOf('settings', 'fields', cellsOf('settings', { key: 'fields', value: 3 }))).toEqual({
    key: 'fields',
    value: 3,
  });
  expect(cellsOf('shares', { id: 's', link: '#key=1', key: {} })).toEqual({ link: '', key: null });
  expect(rowOf('versions', 'v', { fileName: 'a', beside: null, frozenFields: null, p320: ['x', 0, 1] })).toEqual({
    id: 'v',
    fileName: 'a',
    frozenFields: null,
  });
});

describe('stamps', () => {
  test('come after the last one, whatever the clock says, and hold time and writer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1e12, max: 2e12 }), { minLength: 2 }), (times) => {
        const [, , , decode] = getHlcFunctions('');
        let last: ReturnType<typeof nextStamp> | undefined;
        for (const time of times) {
          const next = nextStamp('a device', last, () => time);
          expect(isStamp(next)).toBe(true);
          if (last) expect(next > last).toBe(true);
          const [heldTime, , writer] = decode(next);
          expect(heldTime).toBeGreaterThanOrEqual(time);
          expect(next.slice(11)).toBe(writer);
          if (last) expect(last.slice(11)).toBe(writer);
          last = next;
        }
      }),
    );
  });
});
