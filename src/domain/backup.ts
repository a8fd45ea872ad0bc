import type { StorageId } from './share';

/** What is remembered of the last backup that came to its end. */
export interface LastBackup {
  at: number;
  kind: 'folder' | 'zips' | 'storage';
  /** The folder's name, how many zips there are, or which storage and the folder in it. */
  where: string;
  /** The newest version and line of activity that it has; what is newer is not in it. */
  versionId: string;
  activityId: number;
  /** How many originals could not be read. */
  failures: number;
}

/** How originals are laid out, and what else somebody chose for backups. */
export interface BackupChoices {
  folders: 'categories' | 'days';
  zipBytes: number;
  /** After how many days with changes a message offers a backup; 0 never does. */
  remindDays: number;
}

/** Where in which storage the library is backed up to, and whether closed. */
export interface StorageChoice {
  storage: StorageId | 'folder';
  folder: string;
  encrypt: boolean;
}

export const STORAGE_CHOICE: StorageChoice = { storage: 's3', folder: 'satchel-library', encrypt: true };

/** Whether something may be the name of a folder in a storage: names of objects begin with it. */
export const isStorageFolder = (name: string): boolean =>
  name.length <= MOST_FOLDER && /^[A-Za-z0-9_-][\w.-]*(?:\/[A-Za-z0-9_-][\w.-]*)*$/.test(name);

const MOST_FOLDER = 200;

export const ZIP_SIZES = [1e9, 2e9, 4e9, 10e9, 50e9] as const;
export const REMIND_DAYS = [1, 7, 30, 0] as const;

export const BACKUP_CHOICES: BackupChoices = { folders: 'categories', zipBytes: 2e9, remindDays: 7 };

const DAY = 24 * 60 * 60 * 1000;

/** Whether it is time to offer a backup. @param since what was added or changed since the last one, and when it began to wait */
export function isBackupDue(
  { remindDays }: Pick<BackupChoices, 'remindDays'>,
  since: { changed: boolean; at: number },
  now: number,
): boolean {
  return remindDays > 0 && since.changed && now - since.at >= remindDays * DAY;
}
