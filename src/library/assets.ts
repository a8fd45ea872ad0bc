import { Dexie } from 'dexie';
import { type Asset, type Facts, isExamined, type Version } from '../domain/asset';
import { type EmbeddedProperties, READING } from '../domain/embedded';
import { codeOf, type ErrorCode, isPassing } from '../domain/errors';
import type { AssetId, BlobHash } from '../domain/ids';
import { announce } from './changes';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { readWhole } from './originals';
import type { EmbeddedRow, PreviewRow } from './rows';

/**
 * The first assets in the order of arrival, straight from an index: what a page shows before the catalogue is there.
 * Measured over 100,000 assets: 60 rows in 2.5 ms.
 */
export async function firstAssets(
  library: Library,
  { limit, oldestFirst = false }: { limit: number; oldestFirst?: boolean },
): Promise<Asset[]> {
  const { db } = inside(library);
  const living = db.assets.where('[deletedAt+id]').between([0, ''], [0, Dexie.maxKey]);
  return (oldestFirst ? living : living.reverse()).limit(limit).toArray();
}

/** Assets by id, in the order asked; those that are gone are left out. */
export async function getAssets(library: Library, ids: readonly AssetId[]): Promise<Asset[]> {
  const { db } = inside(library);
  if (ids.length < MANY) return (await db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
  // Ids sort by arrival: where most of a span is asked for, one read of the span is several times faster.
  const sorted = [...ids].sort();
  const span = db.assets.where('id').between(sorted[0], sorted.at(-1), true, true);
  if ((await span.count()) > ids.length * MOST_SURPLUS) {
    return (await db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
  }
  const rows = new Map((await span.toArray()).map((asset) => [asset.id, asset]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

const MANY = 500;
/** How many rows may be read for each that is asked for. */
const MOST_SURPLUS = 2;

/** Every asset, deleted ones too, in batches by id, from behind one on where one is given: for what reads the whole library. */
export async function* allAssets(library: Library, { batch = 2000, after = '' } = {}): AsyncGenerator<Asset[]> {
  const { db } = inside(library);
  for (let last = after; ; ) {
    const rows = await db.assets.where('id').above(last).limit(batch).toArray();
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.id ?? '';
  }
}

/** A living asset that holds these bytes, if any. */
export async function findByHash(library: Library, hash: BlobHash): Promise<Asset | undefined> {
  const { db } = inside(library);
  const versions = await db.versions.where('blobHash').equals(hash).toArray();
  const assets = await db.assets.bulkGet(versions.map((version) => version.assetId));
  return assets.find((asset) => asset?.deletedAt === 0);
}

/**
 * Assets whose bytes nobody has looked at yet.
 * @param orFailed those too where it failed for what passes
 */
export async function unfinishedAssets(library: Library, orFailed = false): Promise<Asset[]> {
  const { db } = inside(library);
  return db.assets
    .where('state')
    .anyOf(orFailed ? ['stored', 'failed'] : ['stored'])
    .filter((asset) => !isExamined(asset))
    .toArray();
}

/** Takes back that looking at some bytes failed for what passes: they wait for being looked at again. */
export async function forgetFailure(library: Library, hash: BlobHash): Promise<void> {
  const { db } = inside(library);
  const ids: AssetId[] = [];
  await db.transaction('rw', db.assets, async () => {
    const assets = (await db.assets.where('blobHash').equals(hash).toArray()).filter((asset) => !isExamined(asset));
    await db.assets.bulkPut(
      assets.map(({ attempts: _, ...asset }) => ({ ...asset, state: 'stored' as const, failure: null })),
    );
    ids.push(...assets.map((asset) => asset.id));
  });
  announce({ assets: ids });
}

/** Counts that a start looks at these bytes once more; before it does, since it may not come to an end. */
export async function noteAttempt(library: Library, hash: BlobHash): Promise<void> {
  const { db } = inside(library);
  await db.transaction('rw', db.assets, async () => {
    const assets = await db.assets.where('blobHash').equals(hash).toArray();
    await db.assets.bulkPut(assets.map((asset) => ({ ...asset, attempts: (asset.attempts ?? 0) + 1 })));
  });
}

/** The version that an asset shows; undefined where both are gone. */
export function currentVersion(library: Library, asset: Asset): Promise<Version | undefined> {
  const { db } = inside(library);
  return db.versions.get(asset.currentVersionId);
}

/**
 * The bytes behind a hash, as many as were stored; whether they are the same tells jobs/proven.ts.
 * @throws AppError "missing-bytes", "stored-damaged"
 */
export async function readBytes(library: Library, hash: BlobHash, mime: string): Promise<Blob> {
  const blob = await readWhole(library, hash);
  return blob.slice(0, blob.size, mime);
}

/** What was found out about a file's bytes, or why nothing could be. */
interface Examined {
  /** Of a trouble that passes nothing but its reason is kept, and only where nothing better is known. */
  facts: Facts;
  failure: ErrorCode | null;
  previews: Omit<PreviewRow, 'blobHash'>[];
}

/**
 * Keeps facts and previews of bytes: every asset that has them becomes "ready" or "failed", in one
 * transaction.
 */
export async function saveExamined(library: Library, hash: BlobHash, result: Examined): Promise<void> {
  const { db } = inside(library);
  const { facts, failure, previews } = result;
  const ids: AssetId[] = [];
  await db.transaction('rw', [db.assets, db.versions, db.previews], async () => {
    const assets = await db.assets.where('blobHash').equals(hash).toArray();
    const versions = await db.versions.where('blobHash').equals(hash).toArray();
    // Whose versions are all gone by now needs no previews.
    if (versions.length === 0) return;
    if (failure && isPassing(failure)) {
      const open = assets.filter((asset) => !isExamined(asset));
      const known = facts.width > 0 ? { facts } : {};
      await db.assets.bulkPut(open.map((asset) => ({ ...asset, ...known, failure, state: 'failed' as const })));
      ids.push(...open.map((asset) => asset.id));
      return;
    }
    await db.previews.bulkPut(previews.map((preview) => ({ ...preview, blobHash: hash })));
    await db.versions.bulkPut(versions.map((version) => ({ ...version, facts })));
    await db.assets.bulkPut(
      assets.map(({ attempts: _, ...asset }) => ({
        ...asset,
        facts,
        failure,
        state: failure ? ('failed' as const) : ('ready' as const),
      })),
    );
    ids.push(...assets.map((asset) => asset.id));
  });
  announce({ assets: ids });
}

/** What is kept of a file's own words. */
export type KeptReading = Pick<EmbeddedRow, 'properties' | 'before'>;

/** All that a file says of itself; undefined where it was not read yet, or by an older program: it is then to be read anew. */
export async function getEmbedded(library: Library, hash: BlobHash): Promise<KeptReading | undefined> {
  const { db } = inside(library);
  const row = await db.embedded.get(hash);
  return row?.reading === READING ? readingOf(row) : undefined;
}

/** Keeps what a file says, and beside it what an older program had read: assets of that time began with that. */
export async function keepEmbedded(db: LibraryDb, hash: BlobHash, properties: EmbeddedProperties): Promise<void> {
  await db.embedded.put(readAnew(hash, properties, await db.embedded.get(hash)));
}

function readAnew(blobHash: BlobHash, properties: EmbeddedProperties, known: EmbeddedRow | undefined): EmbeddedRow {
  const before = known?.before ?? (known && known.reading !== READING ? known.properties : undefined);
  return { blobHash, properties, reading: READING, ...(before ? { before } : {}) };
}

/**
 * Keeps a file's words that were read anew.
 * @returns them as they are kept, also where there was no room to keep them: nothing that is made of them waits for room
 */
export async function putEmbedded(
  library: Library,
  hash: BlobHash,
  properties: EmbeddedProperties,
): Promise<KeptReading> {
  const { db } = inside(library);
  let row: EmbeddedRow = { blobHash: hash, properties };
  const kept = db.transaction('rw', [db.versions, db.embedded], async () => {
    const owned = await db.versions.where('blobHash').equals(hash).count();
    if (owned === 0) return;
    // Of a time when nothing was read there is no row: its assets began with nothing.
    row = readAnew(hash, properties, (await db.embedded.get(hash)) ?? { blobHash: hash, properties: {} });
    await db.embedded.put(row);
  });
  await kept.catch((error: unknown) => {
    if (codeOf(error) !== 'no-room') throw error;
  });
  return readingOf(row);
}

const readingOf = ({ properties, before }: EmbeddedRow): KeptReading => ({
  properties,
  ...(before ? { before } : {}),
});
