import type { BlobHash } from '../domain/ids';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { holdBytes } from './locks';

/** A made file from the cache; its use is noted, so that what nobody asks for goes first. */
export async function getDerivative(library: Library, hash: BlobHash, fingerprint: string): Promise<Blob | undefined> {
  const { db, bytes } = inside(library);
  const row = await db.derivatives.get([hash, fingerprint]);
  if (!row) return undefined;
  const noted = db.transaction('rw', db.derivatives, async () => {
    await db.derivatives.update([hash, fingerprint], { usedAt: await usedLast(db) });
  });
  // Where there is no room to note it, it is there all the same.
  await noted.catch(() => {});
  const file = await bytes.read(row.key, row).catch(() => undefined);
  // It is made again where it was damaged on the disk, or kept before that could be told.
  return file && (await digestOf(file)) === row.sha256 ? file : undefined;
}

/** SHA-256 as hexadecimal digits; undefined where the file cannot be read. */
async function digestOf(file: Blob): Promise<string | undefined> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}

/**
 * Keeps a made file. The cache holds at most `limit` bytes: the least recently used go until it fits. A file that
 * alone is larger is not kept.
 */
export async function putDerivative(
  library: Library,
  { hash, fingerprint, file, limit }: { hash: BlobHash; fingerprint: string; file: Blob; limit: number },
): Promise<void> {
  if (file.size > limit) return;
  const { db, bytes } = inside(library);
  const key = `derivative:${hash}:${fingerprint}`;
  const sha256 = await digestOf(file);
  if (!sha256) return;
  const keep = async () => {
    const stored = await bytes.prepare(key, file);
    await db.transaction('rw', [db.derivatives, db.chunks], async () => {
      await db.derivatives.put({ blobHash: hash, fingerprint, key, usedAt: await usedLast(db), sha256, ...stored });
    });
  };
  const drop = () =>
    db.transaction('rw', [db.derivatives, db.chunks], async () => {
      if (!(await db.derivatives.get([hash, fingerprint]))) await bytes.discard(key);
    });
  await holdBytes(key, () =>
    keep().catch(async (error: unknown) => {
      await drop().catch(() => {});
      throw error;
    }),
  );
  // It is kept; where others cannot go now, they go when the next one comes.
  await evict(library, limit, file.size).catch(() => {});
}

/** A time after every one there is: what is used now goes last, also where a clock was ahead before. */
async function usedLast(db: LibraryDb): Promise<number> {
  const [last] = await db.derivatives.orderBy('usedAt').reverse().limit(1).keys();
  return Math.max(Date.now(), typeof last === 'number' ? last + 1 : 0);
}

/** What the cache is believed to hold. Adding up is a walk over the whole table: done only when this passes the limit. */
let believed: { db: string; total: number } | undefined;

async function evict(library: Library, limit: number, added: number): Promise<void> {
  const { db, bytes } = inside(library);
  if (believed?.db === db.name) {
    believed.total += added;
    if (believed.total <= limit) return;
  }
  const rows: { key: string; id: [BlobHash, string]; bytes: number }[] = [];
  await db.derivatives.orderBy('usedAt').each((row) => {
    rows.push({ key: row.key, id: [row.blobHash, row.fingerprint], bytes: row.bytes });
  });
  let total = rows.reduce((sum, row) => sum + row.bytes, 0);
  for (const row of rows) {
    if (total <= limit) break;
    await db.transaction('rw', [db.derivatives, db.chunks], async () => {
      await db.derivatives.delete(row.id);
      await bytes.discard(row.key);
    });
    total -= row.bytes;
  }
  believed = { db: db.name, total };
}

/** Empties the cache: made files can always be made again. */
export async function clearDerivatives(library: Library): Promise<void> {
  const { db, bytes } = inside(library);
  await db.transaction('rw', [db.derivatives, db.chunks], async () => {
    const keys: string[] = [];
    await db.derivatives.each((row) => keys.push(row.key));
    await db.derivatives.clear();
    for (const key of keys) await bytes.discard(key);
  });
  believed = undefined;
}

/** How much the cache holds. */
export async function derivativeUsage(library: Library): Promise<{ files: number; bytes: number }> {
  const { db } = inside(library);
  let files = 0;
  let bytes = 0;
  await db.derivatives.each((row) => {
    files++;
    bytes += row.bytes;
  });
  return { files, bytes };
}
