import { AppError } from '../../domain/errors';
import { putCarrier } from '../../library/carriers';
import { openLibrary } from '../../library/library';
import { missingBytes } from '../../library/restore';
import type { BackupProgress } from '../backup/into-folder';
import { openCarriers } from '../backup/secrets';
import { type Inspection, inspectionOf } from './inspection';
import type { Opened } from './read';
import { mergeBackup, type RestoreResult, type RestoreWork, replaceByBackup } from './run';

const TELL_EVERY_MS = 200;

/** How what is to be restored is opened. */
type Open<From> = (from: From, tell: (progress: OpenProgress) => void) => Promise<Opened>;

/** How far reading the lists of a backup is. */
export interface OpenProgress {
  done: number;
  of: number;
}

/** What a worker that restores does for its page, whatever it restores from. */
export function restoreApi<From>(open: Open<From>) {
  let opened: Opened | undefined;
  let stopped = false;

  async function workOf(
    library: string,
    damaged: readonly string[],
    tell: (progress: BackupProgress) => void,
  ): Promise<RestoreWork> {
    stopped = false;
    let toldAt = 0;
    return {
      library: await openLibrary({ name: library }),
      damaged: new Set(damaged),
      isStopped: () => stopped,
      onProgress(progress) {
        const now = performance.now();
        if (now - toldAt < TELL_EVERY_MS && progress.files < progress.ofFiles) return;
        toldAt = now;
        tell({ ...progress });
      },
    };
  }

  return {
    /** Opens a backup and says what is in it. @throws AppError "backup-none", "backup-newer", "backup-broken" */
    async open(from: From, tell: (progress: OpenProgress) => void): Promise<{ inspection: Inspection }> {
      opened = await open(from, tell);
      return { inspection: inspectionOf(opened) };
    },

    /** How many bytes of what was opened the library has not. */
    async needed(library: string): Promise<number> {
      if (opened?.type !== 'backup') return 0;
      const bytes = new Map(opened.backup.rows.versions.map((version) => [version.blobHash, version.bytes]));
      const missing = await missingBytes(await openLibrary({ name: library }), [...bytes.keys()]);
      return missing.reduce((sum, hash) => sum + (bytes.get(hash) ?? 0), 0);
    },

    /**
     * Restores what was opened.
     * @param library its name in this browser
     * @param damaged hashes of bytes there that are known to be damaged
     * @throws AppError "no-room"
     */
    async restore(
      library: string,
      mode: 'merge' | 'replace',
      damaged: readonly string[],
      tell: (progress: BackupProgress) => void,
    ): Promise<RestoreResult> {
      if (opened?.type !== 'backup') throw new AppError('backup-none');
      const work = await workOf(library, damaged, tell);
      return mode === 'merge' ? mergeBackup(opened.backup, work) : replaceByBackup(opened.backup, work);
    },

    /** Brings the settings of carriers in. @throws AppError "backup-passphrase" */
    async restoreCarriers(library: string, passphrase: string): Promise<void> {
      if (opened?.type !== 'backup') return;
      const sealed = await opened.backup.carriers?.();
      if (!sealed) return;
      const rows = await openCarriers(sealed, passphrase);
      const open = await openLibrary({ name: library });
      for (const { id, settings } of rows) await putCarrier(open, id, settings);
    },

    /** The files of what is no backup, with their paths: to be added as any others. */
    async plainFiles(): Promise<{ file: Blob; path: string }[]> {
      if (opened?.type !== 'plain') return [];
      const files = opened.plain.paths.map(async ({ bag, path }) => ({ file: await bag.read(path), path }));
      return (await Promise.all(files)).flatMap(({ file, path }) =>
        file ? [{ file, path: path.slice('data/'.length) }] : [],
      );
    },

    /** Has the work end after the asset that it is at. */
    async stop(): Promise<void> {
      stopped = true;
    },
  };
}
