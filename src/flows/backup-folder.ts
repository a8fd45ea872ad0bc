import { askForFolder, bagFolder, mayUse, NO_DEADLINE } from '../jobs/backup';
import { proxy } from '../jobs/bridge';
import { backupFolder, keepBackupFolder, keepLastBackup, noteRunning } from '../state/backup';
import { installation } from '../state/installation';
import { tell } from '../state/messages';
import { run } from '../state/run';
import { formatBytes, formatNumber, plural } from '../text/format';
import { safeName } from '../text/naming';
import { BAGS, type BackupOptions, oneBackup, requestOf, tellDone } from './backup-job';

/**
 * Backs up into the folder that was chosen before, or asks for one; must run in a click.
 * @param other whether to ask for another one
 */
export async function backUpToFolder({ passphrase }: BackupOptions, other = false): Promise<void> {
  await run('The backup did not begin.', async () => {
    const known = other ? null : backupFolder.peek();
    const chosen = known && (await mayUse(known, 'readwrite')) ? known : await askForFolder('readwrite');
    if (!chosen) return;
    const folder = chosen === known ? chosen : await bagFolder(chosen, safeName(`${installation.peek().name} backup`));
    await keepBackupFolder(folder);
    await intoFolder(folder, passphrase);
  });
}

async function intoFolder(folder: FileSystemDirectoryHandle, passphrase: string | null): Promise<void> {
  const again = () => void backUpToFolder({ passphrase });
  await oneBackup(BAGS, again, async ({ bridge, job, tellProgress }) => {
    await noteRunning('folder');
    const request = await requestOf(passphrase);
    const result = await bridge.call((api) => api.intoFolder(request, folder, proxy(tellProgress)), NO_DEADLINE);
    await noteRunning(null);
    if (result.stopped) {
      job.remove();
      tell(
        `The backup was stopped. ${plural(result.written, 'file')} were written to “${folder.name}”; the next one goes on from there.`,
      );
      return;
    }
    const { mark, failures } = result;
    await keepLastBackup({
      at: result.head.madeAt,
      kind: 'folder',
      where: folder.name,
      versionId: mark.versionId,
      activityId: mark.activityId,
      failures: failures.length,
    });
    const kept = result.head.versions - result.written - failures.length;
    job.update({
      status: 'done',
      cancel: null,
      detail: `${plural(result.written, 'original')}, ${formatBytes(result.writtenBytes)}${kept > 0 ? `; ${formatNumber(kept)} were there` : ''}`,
    });
    tellDone(`Backed up to “${folder.name}”.`, failures);
  });
}
