import type { Asset } from '../domain/asset';
import { AppError, codeOf } from '../domain/errors';
import type { AssetId, BlobHash } from '../domain/ids';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import { holdBytes } from './locks';
import { storingError } from './room';
import type { StoredBytes } from './rows';

/**
 * [Note: Damaged where they are kept] A disk loses bytes: a Blob is cut short or cannot be read, a chunk is not there. What
 * is given here says that it is as long as what was stored. Whether that is true, and every byte the same, tells its SHA-256,
 * at each way out (jobs/proven.ts): of a file that was cut under it Chromium still gives the whole length, streams what is
 * there as if that were all, and never answers a read that begins behind its end.
 */
export async function readWhole(library: Library, hash: BlobHash): Promise<Blob> {
  const { db, bytes } = inside(library);
  const row = await db.blobs.get(hash);
  if (!row) throw new AppError('missing-bytes');
  const blob = await bytes.read(hash, row).catch((error: unknown) => Promise.reject(storedError(error)));
  if (blob.size !== row.bytes) throw new AppError('stored-damaged');
  return blob;
}

/** What reading stored bytes threw, in the words for those: a file that "was moved" is one of the person's own. */
export function storedError(error: unknown): unknown {
  const code = codeOf(error);
  return code === 'vanished' || code === 'missing-bytes' ? new AppError('stored-damaged', { cause: error }) : error;
}

const ROWS_AT_ONCE = 500;

/** Which of some assets do not have their bytes as long as they were stored: told without reading them. */
export async function damagedAssets(library: Library, assets: readonly Asset[]): Promise<Asset[]> {
  const { db, bytes } = inside(library);
  const damaged: Asset[] = [];
  for (let start = 0; start < assets.length; start += ROWS_AT_ONCE) {
    const some = assets.slice(start, start + ROWS_AT_ONCE);
    const rows = await db.blobs.bulkGet(some.map((asset) => asset.blobHash));
    for (const [i, asset] of some.entries()) {
      const row = rows[i];
      if (!(row && (await bytes.isComplete(asset.blobHash, row)))) damaged.push(asset);
    }
  }
  return damaged;
}

interface Storing {
  hash: BlobHash;
  file: Blob;
  signal?: AbortSignal;
}

/**
 * Keeps a file's bytes and runs what writes the row that owns them; what is kept already and whole by its length is not kept
 * twice. Where that fails, nothing of them stays.
 * @param work gets the row to write in its transaction, or null
 * @throws AppError "no-room"; "vanished" where the file changed under us
 */
export function storeBytes<Result>(
  library: Library,
  { hash, file, signal }: Storing,
  work: (stored: StoredBytes | null) => Promise<Result>,
): Promise<Result> {
  return whole(library, { hash, file, signal }, async () => {
    const kept = await readWhole(library, hash).then(
      (blob) => blob.size === file.size,
      () => false,
    );
    const stored = kept ? null : await inside(library).bytes.prepare(hash, file, signal);
    signal?.throwIfAborted();
    return work(stored);
  });
}

function whole<Result>(library: Library, { hash, file }: Storing, work: () => Promise<Result>): Promise<Result> {
  return holdBytes(hash, () =>
    work().catch(async (error: unknown) => {
      // What cannot even be taken away is swept at the next start.
      await dropUnowned(library, hash).catch(() => {});
      throw await storingError(error, file);
    }),
  );
}

async function dropUnowned(library: Library, hash: BlobHash): Promise<void> {
  const { db, bytes } = inside(library);
  if (bytes.way === 'blobs') return;
  await db.transaction('rw', [db.blobs, db.chunks], async () => {
    if ((await db.blobs.where('hash').equals(hash).count()) === 0) await bytes.discard(hash);
  });
}

/** Whether something is kept under a hash, whole or not. */
export async function hasBytes(library: Library, hash: BlobHash): Promise<boolean> {
  const { db } = inside(library);
  return (await db.versions.where('blobHash').equals(hash).count()) > 0;
}

/**
 * Puts the bytes of the same file in the place of damaged ones; what failed because of them is looked at again.
 * @throws AppError "no-room"
 */
export async function replaceBytes(library: Library, hash: BlobHash, file: Blob, signal?: AbortSignal): Promise<void> {
  const { db, bytes } = inside(library);
  const ids: AssetId[] = [];
  await whole(library, { hash, file }, async () => {
    const stored = await bytes.prepare(hash, file, signal);
    await db.transaction('rw', [db.blobs, db.assets], async () => {
      await db.blobs.put({ hash, ...stored });
      const failed = await db.assets
        .where('blobHash')
        .equals(hash)
        .and(({ failure }) => failure !== null)
        .toArray();
      await db.assets.bulkPut(
        failed.map(({ attempts: _, ...asset }) => ({ ...asset, state: 'stored' as const, failure: null })),
      );
      ids.push(...failed.map((asset) => asset.id));
    });
  });
  announce({ assets: ids });
}
