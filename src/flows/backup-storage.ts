import type { StorageChoice } from '../domain/backup';
import { NO_DEADLINE } from '../jobs/backup';
import { proxy } from '../jobs/bridge';
import { type LibraryPlace, type SyncApi, startSyncWorker } from '../jobs/sync';
import { LIBRARY_NAME } from '../library/library';
import { chooseStorage, keepLastBackup, noteRunning } from '../state/backup';
import { installation } from '../state/installation';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';
import { formatBytes, formatNumber, plural } from '../text/format';
import { type BackupWorker, oneBackup, tellDone } from './backup-job';
import { placeOf, whereOf } from './library-place';
import { showRecoverySheet } from './recovery-sheet';

const STORAGE: BackupWorker<SyncApi> = {
  start: startSyncWorker,
  stop: (api) => api.stopBackup(),
  stopped: 'The backup was stopped.',
};

/** Backs up into a storage of the person's own: only what is not there yet is sent. */
export async function backUpToStorage(choice: StorageChoice): Promise<void> {
  await run('The backup did not begin.', async () => {
    const place = await placeOf(choice, 'readwrite');
    if (!place) return;
    await chooseStorage(choice);
    await into(place, choice);
  });
}

async function into(place: LibraryPlace, choice: StorageChoice): Promise<void> {
  const again = () => void backUpToStorage(choice);
  const where = whereOf(choice, place);
  await oneBackup(STORAGE, again, async ({ bridge, job, tellProgress }) => {
    await noteRunning('storage');
    const request = {
      library: LIBRARY_NAME,
      place,
      encrypt: choice.encrypt,
      name: installation.peek().name,
      client: `Satchel ${__VERSION__}`,
    };
    const result = await bridge.call((api) => api.backUp(request, proxy(tellProgress)), NO_DEADLINE);
    await noteRunning(null);
    if (result.isNew && choice.encrypt) offerSheet();
    if (result.stopped) {
      job.remove();
      tell(
        `The backup was stopped. ${plural(result.sent, 'original')} went to ${where}; the next one goes on from there.`,
      );
      return;
    }
    await keepLastBackup({
      at: result.at,
      kind: 'storage',
      where,
      ...result.mark,
      failures: result.failures.length,
    });
    const kept = result.ofFiles - result.sent - result.failures.length;
    job.update({
      status: 'done',
      cancel: null,
      detail: `${plural(result.sent, 'original')}, ${formatBytes(result.sentBytes)}${kept > 0 ? `; ${formatNumber(kept)} were there` : ''}`,
    });
    tellDone(`Backed up to ${where}.`, result.failures);
  });
}

/** Without its key nobody opens an encrypted backup: not the person either. */
function offerSheet(): void {
  alertPerson(
    'This backup is encrypted. Keep its recovery sheet: without it nobody can open the backup, nor can you.',
    {
      action: { label: 'Show it', run: () => void showRecoverySheet() },
    },
  );
}
