import {
  BACKUP_CHOICES,
  type BackupChoices,
  type LastBackup,
  STORAGE_CHOICE,
  type StorageChoice,
} from '../domain/backup';
import type { AssetId } from '../domain/ids';
import { canPickFolders } from '../jobs/backup';
import { getDevice } from '../library/in-storage';
import { getSetting, putSetting } from '../library/settings';
import { newerThan, type Since, sinceMark } from '../library/since-backup';
import { library } from './library';
import { live } from './live';
import { run } from './run';

export { canPickFolders };

const LAST = 'backup:last';
const CHOICES = 'backup:choices';
const FOLDER = 'backup:folder';
const RUNNING = 'backup:running';
const LINEAGE = 'library:lineage';
const STORAGE = 'backup:storage';
const STORAGE_FOLDER = 'backup:storage-folder';

const schemas = () => import('../domain/backup-schema');

/** The last backup; null where there was none, undefined until that is known. */
export const lastBackup = live<LastBackup | null | undefined>(undefined, {
  read: async () => (await schemas()).parseLastBackup(await getSetting(library(), LAST)),
  dependsOn: ({ settings }) => settings === LAST,
});

export const backupChoices = live<BackupChoices>(BACKUP_CHOICES, {
  read: async () => (await schemas()).parseBackupChoices(await getSetting(library(), CHOICES)),
  dependsOn: ({ settings }) => settings === CHOICES,
});

/** The folder that backups go to; null where none was chosen. */
export const backupFolder = live<FileSystemDirectoryHandle | null>(null, {
  read: async () => {
    const handle = await getSetting(library(), FOLDER);
    return typeof FileSystemDirectoryHandle === 'function' && handle instanceof FileSystemDirectoryHandle
      ? handle
      : null;
  },
  dependsOn: ({ settings }) => settings === FOLDER,
});

/** Where backups into a storage go. */
export const storageChoice = live<StorageChoice>(STORAGE_CHOICE, {
  read: async () => (await schemas()).parseStorageChoice(await getSetting(library(), STORAGE)),
  dependsOn: ({ settings }) => settings === STORAGE,
});

export const chooseStorage = (change: Partial<StorageChoice>): Promise<boolean> =>
  run('This could not be kept.', () => putSetting(library(), STORAGE, { ...storageChoice.peek(), ...change }));

/** The folder of this device that stands for a storage; null where none was chosen. */
export async function storageFolder(): Promise<FileSystemDirectoryHandle | null> {
  const handle = await getSetting(library(), STORAGE_FOLDER);
  return typeof FileSystemDirectoryHandle === 'function' && handle instanceof FileSystemDirectoryHandle ? handle : null;
}

export const keepStorageFolder = (folder: FileSystemDirectoryHandle): Promise<void> =>
  putSetting(library(), STORAGE_FOLDER, folder);

/** How the library lies in a storage: null where it lies in none. Its keys stay where they are. */
interface InStorage {
  storage: string;
  folder: string;
  encrypted: boolean;
  /** Whether somebody kept the recovery sheet. */
  sheetKept: boolean;
}

export const inStorage = live<InStorage | null>(null, {
  read: async () => {
    const device = await getDevice(library());
    if (!device) return null;
    const { storage, folder, identity, sheetKept } = device;
    return { storage, folder, encrypted: identity !== null, sheetKept };
  },
  dependsOn: ({ settings }) => settings === 'sync',
});

const NOTHING_SINCE: Since = { assets: 0, changed: false, at: 0 };
const LOOK_EVERY_MS = 2000;

/** What came or was changed since the last backup; nothing where there was none. */
export const sinceBackup = live<Since>(NOTHING_SINCE, {
  read: async () => {
    const last = (await schemas()).parseLastBackup(await getSetting(library(), LAST));
    return last ? sinceMark(library(), last) : NOTHING_SINCE;
  },
  dependsOn: ({ assets, undo, settings }) => assets !== undefined || undo === true || settings === LAST,
  rest: (tookMs) => Math.max(LOOK_EVERY_MS, tookMs * 20),
});

/** How many of some assets are not in the last backup. */
export const notBackedUp = (last: LastBackup, ids: readonly AssetId[]): Promise<number> =>
  newerThan(library(), last, ids);

export const keepLastBackup = (last: LastBackup): Promise<void> => putSetting(library(), LAST, last);

export const keepBackupFolder = (folder: FileSystemDirectoryHandle): Promise<void> =>
  putSetting(library(), FOLDER, folder);

export const chooseForBackups = (change: Partial<BackupChoices>): Promise<boolean> =>
  run('This could not be kept.', () => putSetting(library(), CHOICES, { ...backupChoices.peek(), ...change }));

/** What kind of backup runs, which can be gone on with after the next start where it is broken off; null where none does. */
export const noteRunning = (running: 'folder' | 'storage' | null): Promise<void> =>
  putSetting(library(), RUNNING, running);

export async function wasRunning(): Promise<'folder' | 'storage' | null> {
  const running = await getSetting(library(), RUNNING);
  // An older program knew of folders alone.
  if (running === true) return 'folder';
  return running === 'folder' || running === 'storage' ? running : null;
}

/** Ids that this library has had: a backup of it is known by them. */
export async function lineage(): Promise<string[]> {
  const { parseLineage } = await schemas();
  return [library().id, ...parseLineage(await getSetting(library(), LINEAGE))];
}

/** From now on backups of another library are this one's, too: it was restored from one. */
export async function addToLineage(id: string): Promise<void> {
  const known = await lineage();
  if (!known.includes(id)) await putSetting(library(), LINEAGE, [...known.slice(1), id]);
}
