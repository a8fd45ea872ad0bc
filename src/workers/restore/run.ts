import type { Asset, Version } from '../../domain/asset';
import { AppError, codeOf, type ErrorCode } from '../../domain/errors';
import type { AssetId, BlobHash } from '../../domain/ids';
import type { MergeConflict } from '../../domain/merge';
import type { Library } from '../../library/library';
import { hasBytes, replaceBytes } from '../../library/originals';
import { notePending } from '../../library/pending';
import {
  holdForRestore,
  keepBytes,
  keepMade,
  mergeBeside,
  mergeCategories,
  mergeRestored,
  missingBytes,
  type RestoredAsset,
  replaceAll,
  withCurrent,
} from '../../library/restore';
import { sweepOrphans } from '../../library/sweep';
import { digestOf } from '../backup/digest';
import type { BackupProgress } from '../backup/into-folder';
import type { OpenBackup } from './read';

/** A file that could not be restored, and why. */
interface NotRestored {
  fileName: string;
  failure: ErrorCode;
}

export interface RestoreResult {
  /** Assets that are here now and were not, and those that were and were merged. */
  added: number;
  merged: number;
  failures: NotRestored[];
  conflicts: MergeConflict[];
  stopped: boolean;
}

export interface RestoreWork {
  library: Library;
  /** Bytes that are kept and known to be damaged: the backup's take their place. */
  damaged: ReadonlySet<string>;
  onProgress: (progress: BackupProgress) => void;
  isStopped: () => boolean;
}

/** So many conflicts are told one by one. */
const MOST_CONFLICTS = 1000;
/** Assets that are read and written at one time. */
const AT_ONCE = 3;

interface Group {
  asset: Asset;
  versions: Version[];
}

/** The versions of a backup by their assets, the order of their making. */
function groupsOf({ rows }: OpenBackup): Group[] {
  const groups = new Map<AssetId, Group>(rows.assets.map((asset) => [asset.id, { asset, versions: [] }]));
  for (const version of rows.versions) groups.get(version.assetId)?.versions.push(version);
  for (const { versions } of groups.values()) versions.sort((a, b) => a.number - b.number);
  return [...groups.values()];
}

/**
 * Restores a backup beside what is here, asset by asset: each is there whole or not at all, so one that is broken off goes on where it
 * stopped. Every original is proven by its hash.
 */
export function mergeBackup(backup: OpenBackup, work: RestoreWork): Promise<RestoreResult> {
  return holdForRestore(async () => {
    const { library } = work;
    const { rows } = backup;
    const result: RestoreResult = { added: 0, merged: 0, failures: [], conflicts: [], stopped: false };
    const tell = (conflict: MergeConflict) => {
      if (result.conflicts.length < MOST_CONFLICTS) result.conflicts.push(conflict);
    };
    const categories = await mergeCategories(library, rows.categories);
    const embedded = new Map(rows.embedded.map((row) => [row.blobHash, row]));
    const here = new Set<AssetId>();
    await eachGroup(backup, work, result, async ({ asset, versions }) => {
      const restored: RestoredAsset = {
        asset: { ...asset, categoryIds: asset.categoryIds.flatMap((id) => categories.get(id) ?? []) },
        versions,
        embedded: versions.flatMap(({ blobHash }) => embedded.get(blobHash) ?? []),
      };
      if (await mergeRestored(library, restored, tell)) result.added++;
      else result.merged++;
      here.add(asset.id);
    });
    const names = new Map(rows.assets.map((asset) => [asset.id, asset.title || asset.fileName]));
    const nameOf = (id: AssetId) => names.get(id) ?? '';
    if (!result.stopped) await mergeBeside(library, rows, here, { madeAt: backup.head.madeAt, tell, nameOf });
    return result;
  });
}

/**
 * Restores a backup in the place of everything that is here. Its bytes come first; then, in one moment, its rows. Until then the
 * library is as it was.
 */
export async function replaceByBackup(backup: OpenBackup, work: RestoreWork): Promise<RestoreResult> {
  const result = await holdForRestore(() => replaceHeld(backup, work));
  // What was here goes now; what cannot be swept is at the next start.
  if (!result.stopped) await sweepOrphans(work.library).catch(() => {});
  return result;
}

async function replaceHeld(backup: OpenBackup, work: RestoreWork): Promise<RestoreResult> {
  const { library } = work;
  const result: RestoreResult = { added: 0, merged: 0, failures: [], conflicts: [], stopped: false };
  await notePending(library, true);
  const whole: Group[] = [];
  await eachGroup(backup, work, result, async ({ asset, versions }) => {
    whole.push({ asset: withCurrent(asset, versions), versions });
  });
  if (result.stopped) return result;
  const order = new Map(backup.rows.assets.map(({ id }, i) => [id, i]));
  whole.sort((a, b) => (order.get(a.asset.id) ?? 0) - (order.get(b.asset.id) ?? 0));
  if (whole.length === 0 && backup.rows.assets.length > 0) throw new AppError('backup-missing');
  await replaceAll(library, { rows: backup.rows, assets: whole, madeAt: backup.head.madeAt });
  await notePending(library, false);
  result.added = whole.length;
  return result;
}

/** Has the bytes of each asset kept, then does something with it and those of its versions that are whole. */
async function eachGroup(
  backup: OpenBackup,
  { library, damaged, onProgress, isStopped }: RestoreWork,
  result: RestoreResult,
  take: (group: Group) => Promise<void>,
): Promise<void> {
  const groups = groupsOf(backup);
  const progress: BackupProgress = {
    files: 0,
    ofFiles: groups.length,
    bytes: 0,
    ofBytes: backup.rows.versions.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  /** Two assets may have the same bytes. */
  const keeping = new Map<BlobHash, Promise<void>>();

  const keep = (version: Version) => {
    const known = keeping.get(version.blobHash) ?? keepOne({ library, damaged }, backup, version);
    keeping.set(version.blobHash, known);
    return known;
  };
  const one = async ({ asset, versions }: Group) => {
    const kept: Version[] = [];
    for (const version of versions) {
      try {
        await keep(version);
        kept.push(version);
      } catch (error) {
        const failure = codeOf(error);
        if (failure === 'no-room') throw error;
        result.failures.push({ fileName: version.fileName, failure });
      }
      progress.bytes += version.bytes;
    }
    if (kept.length > 0) await take({ asset, versions: kept });
    else if (versions.length === 0) result.failures.push({ fileName: asset.fileName, failure: 'backup-missing' });
    progress.files++;
    onProgress(progress);
  };

  const queue = groups.reverse();
  const hand = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (isStopped()) {
        result.stopped = true;
        return;
      }
      await one(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}

/** @throws AppError "backup-missing", "backup-damaged", "no-room" */
async function keepOne(
  { library, damaged }: Pick<RestoreWork, 'library' | 'damaged'>,
  { originals, made }: OpenBackup,
  { blobHash }: Version,
): Promise<void> {
  const [missing] = await missingBytes(library, [blobHash]);
  const mend = damaged.has(blobHash);
  if (!missing && !mend) return;
  const file = await originals.get(blobHash)?.();
  if (!file) throw new AppError('backup-missing');
  const { hash } = await digestOf(file).catch((cause: unknown) => {
    throw new AppError('backup-damaged', { cause });
  });
  if (hash !== blobHash) throw new AppError('backup-damaged');
  if (mend && (await hasBytes(library, blobHash))) await replaceBytes(library, blobHash, file);
  else await keepBytes(library, blobHash, file);
  // What was made of it can be made again: its damage costs nothing else.
  const carried = await made?.(blobHash).catch(() => undefined);
  if (carried) await keepMade(library, carried);
}
