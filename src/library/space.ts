import type { Asset, Kind } from '../domain/asset';
import { allAssets } from './assets';
import { inside } from './db';
import type { Library } from './library';

/** What takes the space, in bytes. Bytes that several have count once, for the first. */
export interface Space {
  /** Current versions of living assets. */
  originals: { kind: Kind; assets: number; bytes: number }[];
  /** Versions that are not current. */
  versions: number;
  deleted: number;
  previews: number;
  /** The largest living assets, the largest first. */
  largest: Asset[];
}

const MOST_LARGEST = 10;
/** Two WebP previews of a photograph, as they come out on average: to read all of them would take longer than it is worth. */
const USUAL_PREVIEW = { 320: 18_600, 1600: 115_000 } as const;

export async function spaceOf(library: Library): Promise<Space> {
  const { db } = inside(library);
  const kinds = new Map<Kind, { kind: Kind; assets: number; bytes: number }>();
  const counted = new Set<string>();
  const bytesOf = (hash: string, bytes: number) => {
    if (counted.has(hash)) return 0;
    counted.add(hash);
    return bytes;
  };
  let largest: Asset[] = [];
  let deleted = 0;
  for await (const batch of allAssets(library)) {
    for (const asset of batch) {
      const { kind, blobHash, bytes, deletedAt } = asset;
      if (deletedAt > 0) {
        deleted += bytesOf(blobHash, bytes);
        continue;
      }
      const of = kinds.get(kind) ?? { kind, assets: 0, bytes: 0 };
      kinds.set(kind, { kind, assets: of.assets + 1, bytes: of.bytes + bytesOf(blobHash, bytes) });
    }
    const living = batch.filter(({ deletedAt }) => deletedAt === 0);
    largest = [...largest, ...living].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_LARGEST);
  }
  let versions = 0;
  await db.versions.each(({ blobHash, bytes }) => {
    versions += bytesOf(blobHash, bytes);
  });
  const sizes = (await db.previews.toCollection().primaryKeys()).map(([, size]) => size);
  const previews = sizes.reduce((sum, size) => sum + (size === 320 ? USUAL_PREVIEW[320] : USUAL_PREVIEW[1600]), 0);
  const originals = [...kinds.values()].sort((a, b) => b.bytes - a.bytes);
  return { originals, versions, deleted, previews, largest };
}

/** Hashes of all bytes that are kept, in order, from behind one on. */
export async function hashesAfter(library: Library, after: string, limit: number): Promise<string[]> {
  const { db } = inside(library);
  return db.blobs.where('hash').above(after).limit(limit).primaryKeys();
}

/** How many bytes there are behind a hash, and how many files. */
export async function bytesAfter(library: Library, after: string): Promise<{ files: number; bytes: number }> {
  const { db } = inside(library);
  const sum = { files: 0, bytes: 0 };
  const counted = new Set<string>();
  await db.versions
    .where('blobHash')
    .above(after)
    .each(({ blobHash, bytes }) => {
      if (counted.has(blobHash)) return;
      counted.add(blobHash);
      sum.files++;
      sum.bytes += bytes;
    });
  return sum;
}

/** The assets that have some bytes, in any version. */
export async function assetsWith(library: Library, hash: string): Promise<Asset[]> {
  const { db } = inside(library);
  const versions = await db.versions.where('blobHash').equals(hash).toArray();
  const rows = await db.assets.bulkGet([...new Set(versions.map(({ assetId }) => assetId))]);
  return rows.filter((row) => row !== undefined);
}
