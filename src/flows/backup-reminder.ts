import { isBackupDue } from '../domain/backup';
import { backupChoices, backupFolder, lastBackup, sinceBackup, storageChoice, wasRunning } from '../state/backup';
import { tell } from '../state/messages';
import { formatDate, plural } from '../text/format';
import { backUpToFolder } from './backup-folder';
import { backUpToStorage } from './backup-storage';

/**
 * At start: a backup that was broken off is gone on with by one click, and after some days with changes one is offered.
 */
export async function remindOfBackup(): Promise<void> {
  await Promise.all([
    lastBackup.again(),
    backupChoices.again(),
    backupFolder.again(),
    sinceBackup.again(),
    storageChoice.again(),
  ]);
  const toStorage = () => void backUpToStorage(storageChoice.peek());
  const toFolder = () => void backUpToFolder({ passphrase: null });
  const broken = await wasRunning();
  const folder = backupFolder.peek();
  if (broken === 'storage' || (broken === 'folder' && folder)) {
    const where = broken === 'storage' ? 'your storage' : `“${folder?.name}”`;
    const go = { label: 'Go on', run: broken === 'storage' ? toStorage : toFolder };
    tell(`The backup to ${where} was not finished.`, { action: go, lasting: true });
    return;
  }
  const since = sinceBackup.peek();
  const last = lastBackup.peek();
  if (!last || !isBackupDue(backupChoices.peek(), since, Date.now())) return;
  const go = { label: 'Back up', run: last.kind === 'storage' ? toStorage : toFolder };
  const { assets: length } = since;
  const news =
    length > 0
      ? `${plural(length, 'asset')} ${length === 1 ? 'is' : 'are'} in no backup yet.`
      : 'Much was changed since.';
  tell(`The last backup was on ${formatDate(last.at)}. ${news}`, { action: go, lasting: true });
}
