import { AppError, isAbort } from '../domain/errors';
import type { BackupApi } from '../workers/backup.worker';
import { type Bridge, startBridge } from './bridge';

export type { BackupApi, BackupProgress, BackupRequest, NotBackedUp } from '../workers/backup.worker';

/** The worker that writes backups, and opens the library for itself. */
export const startBackupWorker = (): Bridge<BackupApi> =>
  startBridge<BackupApi>(
    () => new Worker(new URL('../workers/backup.worker.ts', import.meta.url), { type: 'module', name: 'backup' }),
  );

/** A backup takes as long as it takes: the worker says how far it is, and is ended where somebody cancels. */
export const NO_DEADLINE = { deadlineMs: 30 * 24 * 60 * 60 * 1000 };

interface FolderPickerWindow {
  showDirectoryPicker?: (options: { mode: 'readwrite' | 'read'; id: string }) => Promise<FileSystemDirectoryHandle>;
}

const page = globalThis as unknown as FolderPickerWindow;

/** Whether a folder can be chosen to be written to: in Chromium only. */
export const canPickFolders = (): boolean => page.showDirectoryPicker !== undefined;

/**
 * Asks for a folder; must run in a click.
 * @returns null where the person changed their mind
 * @throws AppError "save-refused"
 */
export async function askForFolder(mode: 'readwrite' | 'read'): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await page.showDirectoryPicker?.({ mode, id: 'backup' })) ?? null;
  } catch (error) {
    if (isAbort(error)) return null;
    throw new AppError('save-refused', { cause: error });
  }
}

interface Permitting {
  queryPermission?: (options: { mode: 'readwrite' | 'read' }) => Promise<PermissionState>;
  requestPermission?: (options: { mode: 'readwrite' | 'read' }) => Promise<PermissionState>;
}

/** Whether a folder that was chosen before may be used again; asks for it, so it must run in a click. */
export async function mayUse(folder: FileSystemDirectoryHandle, mode: 'readwrite' | 'read'): Promise<boolean> {
  const handle: Permitting = folder as unknown as Permitting;
  if (!handle.queryPermission || (await handle.queryPermission({ mode })) === 'granted') return true;
  return (await handle.requestPermission?.({ mode })) === 'granted';
}

/**
 * The folder that a backup lies in: the chosen one where it is empty or a bag already, else one in it that is made for it.
 * @param name of the folder that is made
 */
export async function bagFolder(chosen: FileSystemDirectoryHandle, name: string): Promise<FileSystemDirectoryHandle> {
  let empty = true;
  for await (const key of chosen.keys()) {
    if (key === 'bagit.txt') return chosen;
    // What file managers leave in folders is nobody's.
    if (!/^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(key)) empty = false;
  }
  return empty ? chosen : chosen.getDirectoryHandle(name, { create: true });
}
