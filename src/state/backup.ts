import { BACKUP_CHOICES, type BackupChoices, type LastBackup } from '../domain/backup';
import type { AssetId } from '../domain/ids';
import { canPickFolders } from '../jobs/backup';
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

/** Notes that a backup into a folder has begun, or is over: what was broken off is gone on with after the next start. */
export const noteRunning = (running: boolean): Promise<void> => putSetting(library(), RUNNING, running);

export const wasRunning = async (): Promise<boolean> => (await getSetting(library(), RUNNING)) === true;

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
