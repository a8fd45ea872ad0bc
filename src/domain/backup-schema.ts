import * as v from 'valibot';
import { BACKUP_CHOICES, type BackupChoices, type LastBackup } from './backup';
import { parsed } from './parsed';
import { countSchema, rowSchema, timeSchema } from './row-schema';

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

/** @returns null where there was no backup, or an older program's note of one cannot be read */
export const parseLastBackup = (value: unknown): LastBackup | null => parsed(lastSchema, value) ?? null;

export const parseBackupChoices = (value: unknown): BackupChoices => parsed(choicesSchema, value) ?? BACKUP_CHOICES;

/** Ids that a library has had: its own, and those of libraries that it was restored from. */
export const parseLineage = (value: unknown): string[] => parsed(v.array(v.string()), value) ?? [];
