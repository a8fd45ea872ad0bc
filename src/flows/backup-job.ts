import { codeOf, describeError, isAbort } from '../domain/errors';
import { newId } from '../domain/ids';
import {
  type BackupApi,
  type BackupProgress,
  type BackupRequest,
  type NotBackedUp,
  startBackupWorker,
} from '../jobs/backup';
import type { Bridge, Remote } from '../jobs/bridge';
import { LIBRARY_NAME } from '../library/library';
import { backupChoices, lineage } from '../state/backup';
import { allFields, installation } from '../state/installation';
import { addJob, dismissJob, type JobHandle, jobs } from '../state/jobs';
import { alertPerson, tell } from '../state/messages';
import { formatBytes, formatNumber, plural, timeLeft } from '../text/format';

const JOB = 'Backup';

/** Held while a backup runs, in whatever tab: one at a time. */
const LOCK = 'satchel-backup';

export interface BackupOptions {
  /** With it the settings of carriers go along, encrypted. */
  passphrase: string | null;
}

/** A worker that backs up, and how it is stopped. */
export interface BackupWorker<Api> {
  start(): Bridge<Api>;
  stop(api: Remote<Api>): Promise<void>;
  /** What is said where it was stopped before there was anything to go on from. */
  stopped: string;
}

/** The one that writes bags. */
export const BAGS: BackupWorker<BackupApi> = {
  start: startBackupWorker,
  stop: (api) => api.stop(),
  stopped: 'The backup was stopped. Zip files of it that were saved already are no whole backup.',
};

/** A backup that runs. */
interface Running<Api> {
  bridge: Bridge<Api>;
  job: JobHandle;
  tellProgress: (progress: BackupProgress) => void;
  isStopped: () => boolean;
}

/**
 * Runs a backup as job "Backup"; while another one runs, in any tab, there is none.
 * @param again what "Retry" does
 */
export async function oneBackup<Api>(
  worker: BackupWorker<Api>,
  again: () => void,
  work: (running: Running<Api>) => Promise<void>,
): Promise<void> {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return tell('A backup is running already.');
    for (const { id, name } of jobs.peek()) if (name === JOB) dismissJob(id);
    const bridge = worker.start();
    let stopped = false;
    const job = addJob({
      name: JOB,
      detail: 'Looking what is there',
      cancel: () => {
        stopped = true;
        job.update({ cancel: null, detail: 'Stopping' });
        void bridge.call((api) => worker.stop(api)).catch(() => {});
      },
    });
    const left = timeLeft();
    const tellProgress = (progress: BackupProgress) => {
      const { files, ofFiles, bytes, ofBytes } = progress;
      if (stopped) return;
      const rest = left(bytes, ofBytes);
      const detail = `${formatNumber(files)} of ${formatNumber(ofFiles)}, ${formatBytes(bytes)} of ${formatBytes(ofBytes)}`;
      job.update({ done: bytes, total: Math.max(1, ofBytes), detail: rest ? `${detail}, ${rest} left` : detail });
    };
    try {
      await work({ bridge, job, tellProgress, isStopped: () => stopped });
    } catch (error) {
      job.remove();
      if (isAbort(error)) return void tell(worker.stopped);
      const retry = { label: 'Retry', run: again };
      alertPerson(`The backup did not succeed. ${describeError(codeOf(error))}`, { action: retry });
    } finally {
      bridge.end();
    }
  });
}

/** What every backup is made of. */
export async function requestOf(passphrase: string | null): Promise<BackupRequest> {
  const { name } = installation.peek();
  const fields = allFields.peek();
  return {
    library: LIBRARY_NAME,
    own: await lineage(),
    folders: backupChoices.peek().folders,
    fields,
    about: {
      id: newId<string & { readonly __brand: 'backup' }>(),
      name,
      program: `Satchel ${__VERSION__}`,
      described: await digestOfText(JSON.stringify(fields)),
    },
    passphrase,
  };
}

async function digestOfText(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells that it is done, and what is not in it. */
export function tellDone(what: string, failures: readonly NotBackedUp[]): void {
  if (failures.length === 0) return void tell(what);
  alertPerson(`${what} ${plural(failures.length, 'original')} could not be read, and are not in it.`, {
    lines: failures.map(({ fileName, failure }) => `${fileName}: ${describeError(failure)}`),
  });
}
