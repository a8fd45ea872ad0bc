/** What is remembered of the last backup that came to its end. */
export interface LastBackup {
  at: number;
  kind: 'folder' | 'zips' | 'storage';
  /** The folder's name, or how many zips there are. */
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
