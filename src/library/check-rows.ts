import { type Finding, findingsIn } from './check';
import { inside } from './db';
import type { Library } from './library';
import { isPending } from './pending';

/** Reads what the rules are about, at one moment, and asks them. Without reading originals: whether each is right tells its hash. */
export async function checkRows(library: Library): Promise<Finding[]> {
  const { db, bytes } = inside(library);
  const tables = [
    ...[db.assets, db.versions, db.blobs, db.chunks, db.previews, db.embedded, db.derivatives, db.undo],
    ...[db.notes, db.collectionItems, db.collections, db.jobs, db.settings],
  ];
  return db.transaction('r', tables, async () => {
    const blobs = [];
    for (const hash of await db.blobs.toCollection().primaryKeys()) {
      const row = await db.blobs.get(hash).catch(() => undefined);
      blobs.push({ hash, complete: row !== undefined && (await bytes.isComplete(hash, row)) });
    }
    const derivatives: { blobHash: string; key: string }[] = [];
    await db.derivatives.each(({ blobHash, key }) => derivatives.push({ blobHash, key }));
    return findingsIn({
      assets: await db.assets.toArray(),
      versions: await db.versions.toArray(),
      blobs,
      chunks: (await db.chunks.toCollection().primaryKeys()).map(([key]) => key),
      previews: (await db.previews.toCollection().primaryKeys()).map(([hash]) => hash),
      embedded: await db.embedded.toCollection().primaryKeys(),
      derivatives,
      steps: (await db.undo.orderBy('hashes').uniqueKeys()).map(String),
      notes: await db.notes.toArray(),
      items: await db.collectionItems.toArray(),
      collections: await db.collections.toCollection().primaryKeys(),
      uploads: (await db.jobs.toArray()).flatMap((row) => (row.kind === 'upload' ? [row.id] : [])),
      pending: await isPending(db),
    });
  });
}
