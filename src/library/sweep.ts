import { Dexie } from 'dexie';
import { inside } from './db';
import type { Library } from './library';
import { aloneWithBytes } from './locks';
import { isPending } from './pending';

/** Above every string, as a key's upper end. */
const MAX_KEY = Dexie.maxKey;

/**
 * Removes bytes without an owner, left by a tab that was killed between writing chunks and showing them, and bytes
 * that neither a version nor a step points to any more. See [Note: Bytes and their owners].
 */
export function sweepOrphans(library: Library): Promise<void> {
  return aloneWithBytes(async () => {
    if (await isPending(inside(library).db)) return;
    await sweepBlobs(library);
    await sweepChunks(library);
  });
}

async function sweepBlobs(library: Library): Promise<void> {
  const { db } = inside(library);
  await db.transaction(
    'rw',
    [db.blobs, db.assets, db.versions, db.undo, db.previews, db.derivatives, db.embedded],
    async () => {
      const hashes = await db.blobs.toCollection().primaryKeys();
      const owned = new Set((await db.versions.orderBy('blobHash').uniqueKeys()) as string[]);
      // What an asset shows is its current version's; where that row is lost, the bytes must not follow it.
      for (const hash of (await db.assets.orderBy('blobHash').uniqueKeys()) as string[]) owned.add(hash);
      for (const hash of (await db.undo.orderBy('hashes').uniqueKeys()) as string[]) owned.add(hash);
      const lost = hashes.filter((hash) => !owned.has(hash));
      await db.blobs.bulkDelete(lost);
      await db.embedded.bulkDelete(lost);
      for (const hash of lost) {
        await db.previews.where('[blobHash+size]').between([hash, 0], [hash, Infinity]).delete();
        // Their chunks, if any, have no owner then: `sweepChunks` takes them.
        await db.derivatives.where('[blobHash+fingerprint]').between([hash, ''], [hash, MAX_KEY]).delete();
      }
    },
  );
}

async function sweepChunks(library: Library): Promise<void> {
  const { db, bytes } = inside(library);
  const keys = new Set<string>();
  for (const [key] of (await db.chunks.toCollection().primaryKeys()) as [string, number][]) keys.add(key);
  if (keys.size === 0) return;
  const derivatives = new Set<string>();
  await db.derivatives.each((row) => derivatives.add(row.key));
  for (const key of keys) {
    const owned = derivatives.has(key) || (await db.blobs.where('hash').equals(key).count()) > 0;
    if (!owned) await bytes.discard(key);
  }
}
