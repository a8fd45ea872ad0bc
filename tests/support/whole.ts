import { expect } from 'vitest';
import type { OpenLibrary } from '../../src/library/db';
import { sweepOrphans } from '../../src/library/sweep';

/** Everything that people made, as it is in the tables. */
export async function contents({ db }: OpenLibrary): Promise<string> {
  const withoutTimes = (row: object) => ({ ...row, updatedAt: 0 });
  const tables = {
    assets: (await db.assets.toArray()).map(withoutTimes),
    versions: await db.versions.toArray(),
    categories: await db.categories.toArray(),
    notes: await db.notes.toArray(),
    collections: (await db.collections.toArray()).map(withoutTimes),
    collectionItems: await db.collectionItems.toArray(),
  };
  return JSON.stringify(tables, (_key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Every version has its bytes, and all bytes have a version or a step that would bring one back. */
export async function expectOwners(library: OpenLibrary): Promise<void> {
  const { db } = library;
  const blobs = new Set(await db.blobs.toCollection().primaryKeys());
  const versions = await db.versions.toArray();
  for (const version of versions) expect(blobs.has(version.blobHash)).toBe(true);
  for (const asset of await db.assets.toArray()) {
    const own = versions.filter((version) => version.assetId === asset.id);
    expect(own.length).toBe(asset.versionCount);
    expect(own.find((version) => version.id === asset.currentVersionId)?.blobHash).toBe(asset.blobHash);
  }
  const assets = new Set(await db.assets.toCollection().primaryKeys());
  for (const version of versions) expect(assets.has(version.assetId)).toBe(true);
  await sweepOrphans(library);
  const owned = new Set(versions.map((version) => version.blobHash as string));
  for (const row of await db.undo.toArray()) for (const hash of row.hashes) owned.add(hash);
  expect(new Set(await db.blobs.toCollection().primaryKeys())).toEqual(owned);
  if (library.bytes.way === 'chunks') {
    const keys = (await db.chunks.toCollection().primaryKeys()).map(([key]) => key);
    expect(new Set(keys)).toEqual(owned);
  }
}
