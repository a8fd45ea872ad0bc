import { describe, expect, test } from 'vitest';
import type { FileRow } from '../../bag/rows';
import { type AssetId, type BlobHash, newId, type VersionId } from '../../domain/ids';
import { shareOut } from './into-zips';
import { fileRows, layOut, NOTHING_BEFORE } from './layout';
import type { LaidAsset, LaidVersion, Snapshot } from './snapshot';

const A = 'a'.repeat(64) as BlobHash;
const B = 'b'.repeat(64) as BlobHash;

function snapshotOf(...assets: { name: string; hashes: BlobHash[] }[]): Snapshot {
  const snapshot: Snapshot = {
    madeAt: 1,
    assets: new Map<AssetId, LaidAsset>(),
    versions: [],
    categories: [],
    lines: [],
    mark: { versionId: '', activityId: 0 },
  };
  for (const { name, hashes } of assets) {
    const id = newId<AssetId>();
    const versions = hashes.map(
      (blobHash, i): LaidVersion => ({
        id: newId<VersionId>(),
        assetId: id,
        number: i + 1,
        fileName: name,
        blobHash,
        bytes: 10,
        mime: 'image/jpeg',
        modifiedAt: 1,
      }),
    );
    snapshot.versions.push(...versions);
    const currentVersionId = versions.at(-1)?.id as VersionId;
    const times = { createdAt: 1, updatedAt: 1, deletedAt: 0 };
    snapshot.assets.set(id, { id, categoryIds: [], currentVersionId, fileName: name, ...times });
  }
  return snapshot;
}

describe('originals in a bag', () => {
  test('of one asset the same bytes lie there once, as the current version; of two assets twice', () => {
    const snapshot = snapshotOf({ name: 'x.jpg', hashes: [A, B, A] }, { name: 'x.jpg', hashes: [A] });
    const laid = layOut(snapshot, 'categories', NOTHING_BEFORE);
    expect(laid.map(({ version, path }) => [version.number, path.split('/').at(-1)])).toEqual([
      [3, 'x.jpg'],
      [2, 'x (version 2).jpg'],
      [1, 'x (2).jpg'],
    ]);
    const rows = fileRows(
      snapshot.versions,
      new Map(
        laid.map(({ version, path, sidecar }) => [
          `${version.assetId} ${version.blobHash}`,
          { ...version, path, sidecar, sidecarBytes: 0, updatedAt: 1 },
        ]),
      ),
    );
    expect(rows.map(({ versionId }) => versionId)).toEqual(snapshot.versions.map(({ id }) => id));
  });

  test('stay where they lie, if the manifest says that they do; nothing new takes their place', () => {
    const snapshot = snapshotOf({ name: 'x.jpg', hashes: [A] }, { name: 'y.jpg', hashes: [B] });
    const [first, second] = snapshot.versions;
    const before = (version: LaidVersion | undefined, path: string): FileRow => ({
      versionId: version?.id as VersionId,
      assetId: version?.assetId as AssetId,
      blobHash: version?.blobHash as BlobHash,
      bytes: 10,
      path,
      sidecar: `${path}.xmp`,
      sidecarBytes: 0,
      updatedAt: 1,
    });
    const files = [before(first, 'data/originals/Old/x.jpg'), before(second, 'data/originals/Old/gone.jpg')];
    const manifest = new Map<string, string>([
      ['data/originals/Old/x.jpg', A],
      ['data/originals/No category/y.jpg', A],
    ]);
    const laid = layOut(snapshot, 'categories', { ...NOTHING_BEFORE, manifest, files });
    expect(laid.map(({ path }) => path)).toEqual(['data/originals/Old/x.jpg', 'data/originals/No category/y (2).jpg']);
  });

  test('a version whose asset is gone is of no use', () => {
    const snapshot = snapshotOf({ name: 'x.jpg', hashes: [A] });
    snapshot.assets.clear();
    expect(layOut(snapshot, 'categories', NOTHING_BEFORE)).toEqual([]);
  });
});

describe('zips', () => {
  const items = (...bytes: number[]) => bytes.map((each) => ({ version: { bytes: each } }));
  const sizes = (zips: { version: { bytes: number } }[][]) =>
    zips.map((zip) => zip.map(({ version }) => version.bytes));

  test('take what fits, in order; what is larger than one has one of its own', () => {
    const M = 1_000_000;
    expect(sizes(shareOut(items(4 * M, 5 * M, 20 * M, M, M), 10 * M))).toEqual([[4 * M, 5 * M], [20 * M], [M, M]]);
  });

  test('an empty library is one zip', () => {
    expect(sizes(shareOut(items(), 10))).toEqual([[]]);
  });
});
