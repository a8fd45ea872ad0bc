import { expose } from 'comlink';
import type { Folders } from '../bag/places';
import type { Field } from '../domain/field';
import { openFolder } from '../files/folder';
import type { ZipTarget } from '../files/sink';
import type { Finding } from '../library/check';
import { checkRows } from '../library/check-rows';
import { openLibrary } from '../library/library';
import {
  type BackupProgress,
  type BackupResult,
  type BackupWork,
  backUpInto,
  type NotBackedUp,
} from './backup/into-folder';
import { planZips, type ZipBackup } from './backup/into-zips';
import { sealCarriers } from './backup/secrets';

export type { BackupProgress, NotBackedUp } from './backup/into-folder';

/** What a backup is made of, as it crosses to this worker. */
export interface BackupRequest {
  /** The library's name in this browser. */
  library: string;
  own: readonly string[];
  folders: Folders;
  fields: readonly Field[];
  about: BackupWork['about'];
  /** With it the settings of carriers go along; null where they stay here. */
  passphrase: string | null;
}

/** How often progress is told, in milliseconds. */
const TELL_EVERY_MS = 200;

let stopped = false;
let zips: ZipBackup | undefined;

async function workOf(request: BackupRequest, tell: (progress: BackupProgress) => void): Promise<BackupWork> {
  stopped = false;
  let toldAt = 0;
  const library = await openLibrary({ name: request.library });
  return {
    ...request,
    library,
    secrets: request.passphrase === null ? null : await sealCarriers(library, request.passphrase),
    isStopped: () => stopped,
    onProgress(progress) {
      const now = performance.now();
      if (now - toldAt < TELL_EVERY_MS && progress.files < progress.ofFiles) return;
      toldAt = now;
      tell({ ...progress });
    },
  };
}

const api = {
  /** Backs the library up into a folder. @throws AppError "backup-other", "backup-newer", "no-room-there", "save-refused" */
  async intoFolder(
    request: BackupRequest,
    folder: FileSystemDirectoryHandle,
    tell: (progress: BackupProgress) => void,
  ): Promise<BackupResult> {
    return backUpInto(openFolder(folder), await workOf(request, tell));
  },

  /** Lays out a backup in zips. @param most bytes of each @returns about how many bytes each will have */
  async planZips(
    request: BackupRequest,
    most: number,
    tell: (progress: BackupProgress) => void,
  ): Promise<Pick<ZipBackup, 'head' | 'mark' | 'sizes'>> {
    zips = await planZips(await workOf(request, tell), most);
    return { head: zips.head, mark: zips.mark, sizes: zips.sizes };
  },

  /** Writes one of the zips that were laid out. See ZipBackup. @throws AppError "no-room" */
  async writeZip(
    index: number,
    name: string,
    target: ZipTarget,
  ): Promise<{ file: Blob | null; failures: NotBackedUp[] }> {
    if (!zips) throw new Error('no zips are laid out');
    return zips.write(index, name, target);
  },

  /** What is not as it must be in the library, told without reading originals. */
  async check(library: string): Promise<Finding[]> {
    return checkRows(await openLibrary({ name: library }));
  },

  /** Has the work end after the file that it is at. */
  async stop(): Promise<void> {
    stopped = true;
  },
};

export type BackupApi = typeof api;

expose(api);
