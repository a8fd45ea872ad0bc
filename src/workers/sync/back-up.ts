import { isAbort } from '../../domain/errors';
import { getDevice } from '../../library/in-storage';
import { markOf } from '../../library/since-backup';
import { begin } from './begin';
import { sendOriginals } from './originals';
import { pushHead, pushLog, putStateIfDue } from './push';
import type { StorageBackup, StorageBackupResult } from './work';

/** So long what was sent is believed to lie there still. */
const LOOK_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Backs the library up into a storage: what lies there is not sent again. First all rows, then original by original, each before the
 * step that names it, and last the head: whoever stops it in the middle has a backup of what is there.
 * @throws AppError "backup-other", "backup-newer", "signing-refused"; what the storage refuses
 */
export async function backUpInto(work: StorageBackup): Promise<StorageBackupResult> {
  const { library } = work;
  const result: StorageBackupResult = {
    at: Date.now(),
    mark: await markOf(library),
    sent: 0,
    sentBytes: 0,
    ofFiles: 0,
    failures: [],
    stopped: false,
    isNew: false,
  };
  try {
    const { isNew, ...begun } = await begin(work);
    result.isNew = isNew;
    const lookedAt = (await getDevice(library))?.lookedAt ?? 0;
    const lookAgain = begun.lookAgain || Date.now() - lookedAt > LOOK_AFTER_MS;
    await pushLog(begun);
    await putStateIfDue(begun);
    await sendOriginals({ ...begun, lookAgain }, result);
    await pushLog(begun);
    await putStateIfDue(begun);
    await pushHead(begun);
  } catch (error) {
    if (!isAbort(error)) throw error;
    result.stopped = true;
  }
  return result;
}
