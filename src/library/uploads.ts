import type { Kind } from '../domain/asset';
import { type Asset, isExamined, NO_FACTS, type Version } from '../domain/asset';
import { applyEdit, givenCategories, withKnownCategories } from '../domain/bulk-edit';
import type { Beside, EmbeddedProperties } from '../domain/embedded';
import { isPassing } from '../domain/errors';
import type { FieldValues } from '../domain/field';
import { withValues } from '../domain/field-values';
import type { AssetId, BlobHash, CategoryId, JobId, VersionId } from '../domain/ids';
import { keepEmbedded } from './assets';
import { announce } from './changes';
import type { Library, LibraryDb } from './db';
import { heldUploads, holdBytes } from './locks';
import { idsFor } from './order';
import { prepareBytes } from './originals';
import { storingError } from './room';
import type { ExpectedFile, UploadEdits, UploadRow } from './rows';
import { arrivedIndexes, indexAfter, openAssetsOf, putRow, rowOrNew, uploadRow } from './upload-rows';

/** A file that is about to arrive. */
export type NamedFile = Pick<ExpectedFile, 'name' | 'bytes'>;

/** Notes what is about to arrive, so that a closed tab can say what had not. */
export async function beginUpload(
  { db }: Library,
  files: readonly NamedFile[],
  handles: FileSystemHandle[] = [],
): Promise<JobId> {
  const id = await db.transaction('rw', db.jobs, async () => {
    const nextId = await idsFor<JobId>(db.jobs);
    const row: UploadRow = {
      id: nextId(),
      kind: 'upload',
      createdAt: Date.now(),
      finishedAt: 0,
      expected: files.map((file, index) => ({ index, ...file, failure: null })),
      nextIndex: files.length,
      handles,
    };
    await putRow(db, row);
    return row.id;
  });
  announce({ uploads: true });
  return id;
}

/**
 * More files for an upload. The row gives out the indexes, each once, whatever became of the files before: batches that
 * are dropped at the same time, and tabs, ask it in turn.
 * @param atLeast an index that no file of the caller's has: rows of an older program, and one that is made again, do not
 * know how many were given out
 * @returns the index of the first of them
 */
export async function extendUpload(
  { db }: Library,
  id: JobId,
  files: readonly NamedFile[],
  handles: FileSystemHandle[] = [],
  atLeast = 0,
): Promise<number> {
  const first = await db.transaction('rw', [db.jobs, db.assets], async () => {
    const row = await rowOrNew(db, id);
    const first = Math.max(row.nextIndex ?? (await indexAfter(db, row)), atLeast);
    const expected = files.map((file, i) => ({ index: first + i, ...file, failure: null }));
    await putRow(db, {
      ...row,
      expected: [...row.expected, ...expected],
      nextIndex: first + files.length,
      handles: [...row.handles, ...handles],
    });
    return first;
  });
  announce({ uploads: true });
  return first;
}

export interface Arrival {
  file: Blob;
  fileName: string;
  modifiedAt: number;
  hash: BlobHash;
  mime: string;
  kind: Kind;
  /** Whether the picture engine has still to look at it. */
  toExamine: boolean;
  uploadId: JobId;
  uploadIndex: number;
  origin: Asset['origin'];
  /** All that the file says of itself. */
  embedded: EmbeddedProperties;
  /** What came beside it about it. */
  beside?: Beside;
  /** What is believed of both, as values of fields: a new asset begins with them. */
  values: FieldValues;
}

/**
 * Keeps a file and makes it an asset, in one transaction: it is there whole or not at all.
 * Bytes that the library holds already are not kept twice, and what is known of them is taken over.
 * @throws AppError "no-room"; "vanished" where the file changed under us
 */
export async function storeArrival(library: Library, arrival: Arrival, signal?: AbortSignal): Promise<Asset> {
  const { db } = library;
  const storing = holdBytes(async () => {
    const stored = await prepareBytes(library, arrival.hash, arrival.file, signal);
    signal?.throwIfAborted();
    const tables = [db.assets, db.versions, db.blobs, db.jobs, db.embedded, db.categories];
    return db.transaction('rw', tables, async () => {
      if (stored) await db.blobs.put({ hash: arrival.hash, ...stored });
      const twin = await db.assets.where('blobHash').equals(arrival.hash).filter(isExamined).first();
      const upload = await rowOrNew(db, arrival.uploadId);
      const [assetId, versionId] = [await idsFor<AssetId>(db.assets), await idsFor<VersionId>(db.versions)];
      const made = makeAsset(arrival, {
        id: assetId(),
        versionId: versionId(),
        twin,
        finishedAt: upload.finishedAt,
      });
      await db.versions.add(made.version);
      const given = upload.finishedAt > 0 ? await knownEdits(db, upload.edits) : undefined;
      await db.assets.add(edited(made.asset, given));
      await keepEmbedded(db, arrival.hash, arrival.embedded);
      return made.asset;
    });
  });
  const asset = await storing.catch(async (error) => Promise.reject(await storingError(error, arrival.file)));
  announce({ assets: [asset.id] });
  return asset;
}

interface Making {
  id: AssetId;
  versionId: VersionId;
  /** An asset with the same bytes, which have been looked at. */
  twin: Asset | undefined;
  finishedAt: number;
}

function makeAsset(arrival: Arrival, { id, versionId, twin, finishedAt }: Making): { asset: Asset; version: Version } {
  const now = Date.now();
  const { file, fileName, mime, kind, hash, uploadId, uploadIndex, origin, beside } = arrival;
  const facts = twin?.facts ?? NO_FACTS;
  const examined = arrival.toExamine ? 'stored' : 'ready';
  return {
    asset: {
      id,
      currentVersionId: versionId,
      versionCount: 1,
      ...withValues({ title: '', fields: {}, rating: 0 }, arrival.values),
      categoryIds: [],
      createdAt: now,
      updatedAt: now,
      finalisedAt: finishedAt ? now : 0,
      deletedAt: 0,
      state: twin?.state ?? examined,
      failure: twin?.failure ?? null,
      origin,
      uploadId,
      uploadIndex,
      fileName,
      mime,
      kind,
      bytes: file.size,
      blobHash: hash,
      facts,
    },
    version: {
      id: versionId,
      assetId: id,
      number: 1,
      createdAt: now,
      blobHash: hash,
      fileName,
      modifiedAt: arrival.modifiedAt,
      mime,
      bytes: file.size,
      facts,
      comment: '',
      frozenFields: null,
      ...(beside ? { beside } : {}),
    },
  };
}

/** An asset with what was given to its batch, and to itself, while it was uploaded. */
function edited(asset: Asset, edits: UploadEdits | undefined): Asset {
  if (!edits) return asset;
  const withAll = { ...asset, ...applyEdit(asset, edits.all) };
  const single = edits.single[asset.uploadIndex];
  return single ? { ...withAll, ...applyEdit(withAll, single) } : withAll;
}

/** What was given, without the categories that were deleted meanwhile. */
async function knownEdits(db: LibraryDb, edits: UploadEdits | undefined): Promise<UploadEdits | undefined> {
  if (!edits || givenCategories(edits.all).length === 0) return edits;
  const known = new Set((await db.categories.toCollection().primaryKeys()) as CategoryId[]);
  return { ...edits, all: withKnownCategories(edits.all, known) };
}

/**
 * "Finish": what has arrived is final, and what still arrives will be.
 * @param edits what was given; where nothing is said, what was kept of it
 * @param brought the assets that whoever finishes it saw arrive: where another tab has finished the upload before, they get
 *   what was given here all the same
 * @returns how many living assets are final now
 */
export async function finishUpload(
  { db }: Library,
  id: JobId,
  edits?: UploadEdits,
  brought: readonly AssetId[] = [],
): Promise<number> {
  const now = Date.now();
  const done = await db.transaction('rw', [db.assets, db.jobs, db.categories], async () => {
    const row = await uploadRow(db, id);
    if (row) await db.jobs.put({ ...row, finishedAt: now, ...(edits ? { edits } : {}) });
    const open = await openAssetsOf(db, id);
    const before = (await db.assets.bulkGet([...brought])).filter((asset) => asset !== undefined);
    const final = before.filter((asset) => asset.uploadId === id && asset.finalisedAt > 0);
    const known = await knownEdits(db, edits ?? row?.edits);
    await db.assets.bulkPut([
      ...open.map((asset) => ({ ...edited(asset, known), finalisedAt: now, updatedAt: now })),
      ...(edits ? final.map((asset) => edited(asset, known)) : []),
    ]);
    return [...open, ...final];
  });
  announce({ assets: done.map((asset) => asset.id), uploads: true });
  return done.filter((asset) => asset.deletedAt === 0).length;
}

/** Keeps what was given before "Finish" is pressed: whatever becomes of the page, it waits with the files. */
export async function keepEdits({ db }: Library, id: JobId, edits: UploadEdits): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const row = await uploadRow(db, id);
    if (row && row.finishedAt === 0) await putRow(db, { ...row, edits });
  });
}

interface SettleOptions {
  /** Whether nobody will add to it any more, though "Finish" was not pressed. */
  over?: boolean;
  /** The indexes that the caller speaks of, all where it is not given: what was named since is still expected. */
  seen?: ReadonlySet<number>;
}

/**
 * Says how an upload's files ended. Files that did not arrive stay listed with their reason; an upload with nothing
 * left to say and "Finish" pressed is over and its row goes. Only the tab that works on it knows that.
 */
export async function settleUpload(
  { db }: Library,
  id: JobId,
  missing: readonly ExpectedFile[],
  { over = false, seen }: SettleOptions = {},
): Promise<void> {
  await db.transaction('rw', [db.jobs, db.assets], async () => {
    const open = (await openAssetsOf(db, id)).length;
    const there = await uploadRow(db, id);
    if (!there && open === 0 && missing.length === 0) return;
    const row = there ?? (await rowOrNew(db, id));
    const since = seen ? row.expected.filter((file) => !seen.has(file.index)) : [];
    const expected = [...missing, ...since];
    if (expected.length === 0 && open === 0 && (over || row.finishedAt > 0)) await db.jobs.delete(id);
    else {
      const nextIndex = row.nextIndex ?? (await indexAfter(db, row));
      await putRow(db, { ...row, expected, nextIndex, handles: expected.length > 0 ? row.handles : [] });
    }
  });
  announce({ uploads: true });
}

/** An upload as page "Uploads" shows it. */
export interface OpenUpload {
  id: JobId;
  createdAt: number;
  /** Assets in the library that wait for "Finish", in the order of the batch. */
  arrived: Asset[];
  missing: ExpectedFile[];
  handles: FileSystemHandle[];
  /** What was given before the page was left. */
  edits: UploadEdits | undefined;
  finished: boolean;
}

/** Everything that is not finalised, and everything that had not arrived; the upload that was begun last comes first. */
export async function openUploads({ db }: Library): Promise<OpenUpload[]> {
  const [rows, assets] = await Promise.all([
    db.jobs.toCollection().reverse().toArray(),
    db.assets.where('[finalisedAt+createdAt]').between([0, -Infinity], [0, Infinity]).toArray(),
  ]);
  const uploads: OpenUpload[] = [];
  for (const row of rows) {
    if (row.kind !== 'upload') continue;
    const indexes = await arrivedIndexes(db, row.id);
    uploads.push({
      id: row.id,
      createdAt: row.createdAt,
      arrived: assets
        .filter((asset) => asset.uploadId === row.id && asset.deletedAt === 0)
        .sort((a, b) => a.uploadIndex - b.uploadIndex),
      missing: row.expected.filter((file) => !indexes.has(file.index)),
      handles: row.handles,
      edits: row.edits,
      finished: row.finishedAt > 0,
    });
  }
  return uploads.filter((upload) => upload.arrived.length + upload.missing.length > 0);
}

/** How many files wait in "Uploads": not finalised, or not arrived. Counted over indexes, without reading assets. */
export async function countOpenUploads({ db }: Library): Promise<number> {
  const open = await db.assets.where('[finalisedAt+createdAt]').between([0, -Infinity], [0, Infinity]).primaryKeys();
  const trash = db.assets.where('[deletedAt+createdAt]').above([0, Infinity]);
  const deleted = new Set(open.length > 0 ? await trash.primaryKeys() : []);
  let missing = 0;
  for (const row of await db.jobs.toArray()) {
    if (row.kind !== 'upload') continue;
    const arrived = await db.assets.where('uploadId').equals(row.id).count();
    // While files are still arriving the row names them all; afterwards only what did not arrive.
    missing += row.expected.length > 0 ? await notArrived(db, row, arrived) : 0;
  }
  return open.filter((id) => !deleted.has(id)).length + missing;
}

async function notArrived(db: LibraryDb, row: UploadRow, arrived: number): Promise<number> {
  if (arrived === 0) return row.expected.length;
  const indexes = await arrivedIndexes(db, row.id);
  return row.expected.filter((file) => !indexes.has(file.index)).length;
}

/**
 * Takes files that had not arrived off an upload's list; what has arrived stays. Not where a tab works on the upload: they
 * may be on their way.
 * @param which all of them where it is not given
 * @returns whether it was done
 */
export async function dismissMissing(library: Library, id: JobId, which?: ReadonlySet<number>): Promise<boolean> {
  if ((await heldUploads()).has(id)) return false;
  await takeOff(library, id, (file) => !which || which.has(file.index));
  return true;
}

/** After "Finish", where no tab works on the upload: what can never arrive was said, and goes off its list. */
export async function closeUpload(library: Library, id: JobId): Promise<void> {
  if ((await heldUploads()).has(id)) return;
  await takeOff(library, id, ({ failure }) => failure !== null && !isPassing(failure));
}

async function takeOff({ db }: Library, id: JobId, goes: (file: ExpectedFile) => boolean): Promise<void> {
  await db.transaction('rw', [db.jobs, db.assets], async () => {
    const row = await uploadRow(db, id);
    if (!row) return;
    const arrived = await arrivedIndexes(db, id);
    const expected = row.expected.filter((file) => !arrived.has(file.index) && !goes(file));
    const open = (await openAssetsOf(db, id)).length;
    if (expected.length === 0 && open === 0) await db.jobs.delete(id);
    else await putRow(db, { ...row, expected, handles: expected.length > 0 ? row.handles : [] });
  });
  announce({ uploads: true });
}

/** Hashes of what an upload has brought already: going on with it skips these. */
export async function arrivedHashes({ db }: Library, id: JobId): Promise<Set<BlobHash>> {
  const assets = await db.assets.where('uploadId').equals(id).toArray();
  return new Set(assets.map((asset) => asset.blobHash));
}
