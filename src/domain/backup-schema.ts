import * as v from 'valibot';
import {
  BACKUP_CHOICES,
  type BackupChoices,
  isStorageFolder,
  type LastBackup,
  STORAGE_CHOICE,
  type StorageChoice,
} from './backup';
import { parsed } from './parsed';
import { countSchema, rowSchema, timeSchema } from './row-schema';
import { STORAGE_IDS } from './share';

const lastSchema = rowSchema<LastBackup>()({
  at: timeSchema,
  kind: v.picklist(['folder', 'zips', 'storage']),
  where: v.string(),
  versionId: v.string(),
  activityId: countSchema,
  failures: countSchema,
});

const choicesSchema = rowSchema<BackupChoices>()({
  folders: v.picklist(['categories', 'days']),
  zipBytes: v.pipe(v.number(), v.minValue(1)),
  remindDays: countSchema,
});

const storageSchema = rowSchema<StorageChoice>()({
  storage: v.picklist([...STORAGE_IDS, 'folder']),
  folder: v.custom<string>((value) => typeof value === 'string' && isStorageFolder(value)),
  encrypt: v.boolean(),
});

/** @returns null where there was no backup, or an older program's note of one cannot be read */
export const parseLastBackup = (value: unknown): LastBackup | null => parsed(lastSchema, value) ?? null;

export const parseBackupChoices = (value: unknown): BackupChoices => parsed(choicesSchema, value) ?? BACKUP_CHOICES;

export const parseStorageChoice = (value: unknown): StorageChoice => parsed(storageSchema, value) ?? STORAGE_CHOICE;

/** Ids that a library has had: its own, and those of libraries that it was restored from. */
export const parseLineage = (value: unknown): string[] => parsed(v.array(v.string()), value) ?? [];
