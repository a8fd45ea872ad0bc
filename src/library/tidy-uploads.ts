import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import { heldUploads } from './locks';
import { arrivedIndexes, rowOrNew } from './upload-rows';

/**
 * At start: gives what is not finalised and has no upload one again (an older program left such files, and nothing could
 * finish them), and lets uploads go that nothing is to be said of any more. See [Note: No file without its upload].
 */
export async function tidyUploads(library: Library): Promise<void> {
  const { db } = inside(library);
  const held = await heldUploads();
  await db.transaction('rw', [db.jobs, db.assets], async () => {
    const open = await db.assets.where('[finalisedAt+createdAt]').between([0, -Infinity], [0, Infinity]).toArray();
    const needed = new Set<string>();
    for (const asset of open) {
      // What never had an upload waits for none.
      if (!asset.uploadId) await db.assets.put({ ...asset, finalisedAt: Date.now() });
      else if (!needed.has(asset.uploadId)) {
        await rowOrNew(db, asset.uploadId, asset.createdAt);
        needed.add(asset.uploadId);
      }
    }
    for (const row of await db.jobs.toArray()) {
      if (row.kind !== 'upload' || needed.has(row.id) || held.has(row.id)) continue;
      const arrived = await arrivedIndexes(db, row.id);
      if (row.expected.every((file) => arrived.has(file.index))) await db.jobs.delete(row.id);
    }
  });
  announce({ uploads: true });
}
