import { expect, test } from 'vitest';
import { BACKUP_CHOICES, isBackupDue } from './backup';
import { parseBackupChoices, parseLastBackup, parseLineage } from './backup-schema';

const DAY = 24 * 60 * 60 * 1000;

test('a backup is offered after so many days with changes, and never where nothing was changed or nobody wants it', () => {
  const since = { changed: true, at: 1000 };
  expect(isBackupDue({ remindDays: 7 }, since, 1000 + 7 * DAY)).toBe(true);
  expect(isBackupDue({ remindDays: 7 }, since, 1000 + 7 * DAY - 1)).toBe(false);
  expect(isBackupDue({ remindDays: 7 }, { changed: false, at: 0 }, 99 * DAY)).toBe(false);
  expect(isBackupDue({ remindDays: 0 }, since, 99 * DAY)).toBe(false);
});

test('what another program wrote is not taken for a note of ours', () => {
  const last = { at: 1, kind: 'folder', where: 'Disk', versionId: 'x', activityId: 2, failures: 0 };
  expect(parseLastBackup(last)).toEqual(last);
  for (const wrong of [null, {}, { ...last, kind: 'tape' }, { ...last, at: Number.NaN }]) {
    expect(parseLastBackup(wrong)).toBeNull();
  }
  expect(parseBackupChoices({ folders: 'days', zipBytes: 5, remindDays: 30 }).folders).toBe('days');
  expect(parseBackupChoices({ folders: 'moon' })).toEqual(BACKUP_CHOICES);
  expect(parseLineage(['a'])).toEqual(['a']);
  expect(parseLineage('a')).toEqual([]);
});
