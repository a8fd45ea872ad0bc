import { isBackupDue } from '../domain/backup';
import { backupChoices, backupFolder, lastBackup, sinceBackup, wasRunning } from '../state/backup';
import { tell } from '../state/messages';
import { formatDate, plural } from '../text/format';
import { backUpToFolder } from './backup-folder';

/**
 * At start: a backup that was broken off is gone on with by one click, and after some days with changes one is offered.
 */
export async function remindOfBackup(): Promise<void> {
  await Promise.all([lastBackup.again(), backupChoices.again(), backupFolder.again(), sinceBackup.again()]);
  const go = { label: 'Back up', run: () => void backUpToFolder({ passphrase: null }) };
  const folder = backupFolder.peek();
  if (folder && (await wasRunning())) {
    tell(`The backup to “${folder.name}” was not finished.`, { action: { ...go, label: 'Go on' }, lasting: true });
    return;
  }
  const since = sinceBackup.peek();
  const last = lastBackup.peek();
  if (!last || !isBackupDue(backupChoices.peek(), since, Date.now())) return;
  const { assets: length } = since;
  const news =
    length > 0
      ? `${plural(length, 'asset')} ${length === 1 ? 'is' : 'are'} in no backup yet.`
      : 'Much was changed since.';
  tell(`The last backup was on ${formatDate(last.at)}. ${news}`, { action: go, lasting: true });
}
