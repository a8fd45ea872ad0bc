import { isPassing } from '../domain/errors';
import type { BlobHash, JobId } from '../domain/ids';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import { heldUploads } from './locks';
import { idsFor } from './order';
import type { ExpectedFile, UploadFolder, UploadRow } from './rows';
import { arrivedIndexes, indexAfter, openAssetsOf, putRow, rowOrNew, uploadRow } from './upload-rows';

/** A file that is about to arrive. */
interface NamedFile extends Pick<ExpectedFile, 'name' | 'bytes'> {
  /** The names of the folders that it came in, the outermost first. */
  folders?: readonly string[];
  /** Whether Google Takeout said something of it. */
  fromTakeout?: boolean;
}

const expectedFrom = (files: readonly NamedFile[], first: number): ExpectedFile[] =>
  files.map(({ name, bytes }, i) => ({ index: first + i, name, bytes, failure: null }));

/** Each folder once, with its files. */
function foldersOf(files: readonly NamedFile[], first: number): UploadFolder[] {
  const folders = new Map<string, UploadFolder & { indexes: number[] }>();
  for (const [i, { folders: names = [], fromTakeout = false }] of files.entries()) {
    if (names.length === 0) continue;
    const key = [fromTakeout, ...names].join('\n');
    const folder = folders.get(key) ?? { names, fromTakeout, indexes: [] };
    folders.set(key, folder);
    folder.indexes.push(first + i);
  }
  return [...folders.values()];
}

/** Notes what is about to arrive, so that a closed tab can say what had not. */
export async function beginUpload(
  library: Library,
  files: readonly NamedFile[],
  handles: FileSystemHandle[] = [],
): Promise<JobId> {
  const { db } = inside(library);
  const id = await db.transaction('rw', db.jobs, async () => {
    const nextId = await idsFor<JobId>(db.jobs);
    const row: UploadRow = {
      id: nextId(),
      kind: 'upload',
      createdAt: Date.now(),
      finishedAt: 0,
      expected: expectedFrom(files, 0),
      nextIndex: files.length,
      folders: foldersOf(files, 0),
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
  library: Library,
  id: JobId,
  files: readonly NamedFile[],
  handles: FileSystemHandle[] = [],
  atLeast = 0,
): Promise<number> {
  const { db } = inside(library);
  const first = await db.transaction('rw', [db.jobs, db.assets], async () => {
    const row = await rowOrNew(db, id);
    const first = Math.max(row.nextIndex ?? (await indexAfter(db, row)), atLeast);
    await putRow(db, {
      ...row,
      expected: [...row.expected, ...expectedFrom(files, first)],
      nextIndex: first + files.length,
      folders: [...(row.folders ?? []), ...foldersOf(files, first)],
      handles: [...row.handles, ...handles],
    });
    return first;
  });
  announce({ uploads: true });
  return first;
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
  library: Library,
  id: JobId,
  missing: readonly ExpectedFile[],
  { over = false, seen }: SettleOptions = {},
): Promise<void> {
  const { db } = inside(library);
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

async function takeOff(library: Library, id: JobId, goes: (file: ExpectedFile) => boolean): Promise<void> {
  const { db } = inside(library);
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
export async function arrivedHashes(library: Library, id: JobId): Promise<Set<BlobHash>> {
  const { db } = inside(library);
  const assets = await db.assets.where('uploadId').equals(id).toArray();
  return new Set(assets.map((asset) => asset.blobHash));
}
