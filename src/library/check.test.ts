import { describe, expect, test } from 'vitest';
import { type AssetId, type BlobHash, type JobId, newId, type VersionId } from '../domain/ids';
import { type CheckedRows, findingsIn, type Rule } from './check';

const A = 'a'.repeat(64) as BlobHash;
const B = 'b'.repeat(64) as BlobHash;
const asset = newId<AssetId>();
const version = newId<VersionId>();
const upload = newId<JobId>();

/** A library in which everything is as it should be: an asset of two versions, a step that owns other bytes. */
function whole(): { -readonly [Key in keyof CheckedRows]: CheckedRows[Key] } {
  const file = { fileName: 'x.jpg', bytes: 3 };
  const older = newId<VersionId>();
  return {
    assets: [
      {
        id: asset,
        currentVersionId: version,
        versionCount: 2,
        blobHash: A,
        ...file,
        finalisedAt: 1,
        uploadId: null,
      },
    ],
    versions: [
      { id: version, assetId: asset, blobHash: A, ...file },
      { id: older, assetId: asset, blobHash: A, ...file },
    ],
    blobs: [
      { hash: A, complete: true },
      { hash: B, complete: true },
    ],
    chunks: [A, 'made'],
    previews: [A],
    embedded: [A],
    derivatives: [{ blobHash: A, key: 'made' }],
    steps: [B],
    notes: [{ id: 'note', assetId: asset }],
    items: [{ id: 'item', assetId: asset, collectionId: 'collection' }],
    collections: ['collection'],
    uploads: [upload],
    pending: false,
  };
}

test('a whole library has nothing to be said of', () => {
  expect(findingsIn(whole())).toEqual([]);
});

type Break = (rows: ReturnType<typeof whole>) => void;
const first = <T>(rows: readonly T[], change: Partial<T>): T[] =>
  rows.map((row, i) => (i === 0 ? { ...row, ...change } : row));

describe('each rule is told where it does not hold', () => {
  test.each<[Rule, string, Break]>([
    ['asset-without-version', 'its version is gone', (rows) => (rows.versions = rows.versions.slice(1))],
    [
      'asset-without-version',
      'its version is another’s',
      (rows) => (rows.versions = first(rows.versions, { assetId: newId<AssetId>() })),
    ],
    ['asset-differs', 'the hash', (rows) => (rows.assets = first(rows.assets, { blobHash: B }))],
    ['asset-differs', 'the name', (rows) => (rows.assets = first(rows.assets, { fileName: 'y.jpg' }))],
    ['asset-differs', 'the length', (rows) => (rows.assets = first(rows.assets, { bytes: 4 }))],
    ['asset-differs', 'the count', (rows) => (rows.assets = first(rows.assets, { versionCount: 1 }))],
    ['version-without-asset', 'the asset is gone', (rows) => (rows.assets = [])],
    ['bytes-missing', 'the row is gone', (rows) => (rows.blobs = rows.blobs.slice(1))],
    ['bytes-missing', 'not all of them', (rows) => (rows.blobs = first(rows.blobs, { complete: false }))],
    ['bytes-without-owner', 'no step wants them', (rows) => (rows.steps = [])],
    ['bytes-without-owner', 'chunks', (rows) => (rows.chunks = [...rows.chunks, 'lost'])],
    ['made-without-bytes', 'a preview', (rows) => (rows.previews = ['c'.repeat(64)])],
    ['row-without-asset', 'a note', (rows) => (rows.notes = first(rows.notes, { assetId: 'gone' }))],
    ['item-without-collection', 'the collection is gone', (rows) => (rows.collections = [])],
    ['upload-gone', 'no upload', (rows) => (rows.assets = first(rows.assets, { finalisedAt: 0 }))],
    [
      'upload-gone',
      'the upload is gone',
      (rows) => (rows.assets = first(rows.assets, { finalisedAt: 0, uploadId: newId<JobId>() })),
    ],
  ])('%s: %s', (rule, _, breakIt) => {
    const rows = whole();
    breakIt(rows);
    expect(findingsIn(rows).map((finding) => finding.rule)).toContain(rule);
  });
});

test('what is not finalised is whole as long as its upload is there', () => {
  const rows = whole();
  rows.assets = first(rows.assets, { finalisedAt: 0, uploadId: upload });
  expect(findingsIn(rows)).toEqual([]);
});

test('while a restore is broken off, bytes may be there before their rows', () => {
  const rows = { ...whole(), steps: [], chunks: [A, B], pending: true };
  expect(findingsIn(rows)).toEqual([]);
});

test('bytes that several versions of an asset want are told once, with the asset', () => {
  const rows = whole();
  rows.blobs = [{ hash: B, complete: true }];
  expect(findingsIn(rows).filter(({ rule }) => rule === 'bytes-missing')).toEqual([
    { rule: 'bytes-missing', of: A, assetId: asset },
  ]);
});
