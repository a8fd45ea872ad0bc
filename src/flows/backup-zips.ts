import { dayOf } from '../domain/share';
import { newStoredName, zipLock } from '../files/names';
import { NO_DEADLINE, type NotBackedUp } from '../jobs/backup';
import { proxy } from '../jobs/bridge';
import { saveFile } from '../jobs/save';
import { capabilities } from '../jobs/storage';
import { backupChoices, keepLastBackup } from '../state/backup';
import { installation } from '../state/installation';
import { addJob } from '../state/jobs';
import { alertPerson } from '../state/messages';
import { formatBytes, plural } from '../text/format';
import { safeName } from '../text/naming';
import { BAGS, type BackupOptions, oneBackup, requestOf, tellDone } from './backup-job';
import { keepForSaving } from './kept-zips';
import { noRoomFor } from './room-for';

/** Backs up as numbered zips, one after another: each is saved as it is made. */
export async function backUpAsZips({ passphrase }: BackupOptions): Promise<void> {
  const again = () => void backUpAsZips({ passphrase });
  await oneBackup(BAGS, again, async ({ bridge, job, tellProgress, isStopped }) => {
    const { zipBytes } = backupChoices.peek();
    const request = await requestOf(passphrase);
    const plan = await bridge.call((api) => api.planZips(request, zipBytes, proxy(tellProgress)), NO_DEADLINE);
    const noRoom = capabilities.privateFiles ? await noRoomFor(Math.max(...plan.sizes)) : undefined;
    if (noRoom) {
      job.remove();
      return alertPerson(`The backup did not begin. ${noRoom} Smaller zip files need less.`);
    }
    const failures: NotBackedUp[] = [];
    const base = `${installation.peek().name} backup ${dayOf(plan.head.madeAt)}`;
    for (const index of plan.sizes.keys()) {
      const part = plan.sizes.length > 1 ? ` (${index + 1} of ${plan.sizes.length})` : '';
      const name = safeName(`${base}${part}`);
      const stored = newStoredName();
      const target = capabilities.privateFiles
        ? ({ type: 'opfs', name: stored } as const)
        : ({ type: 'parts' } as const);
      await navigator.locks.request(zipLock(stored), async () => {
        const made = await bridge.call((api) => api.writeZip(index, name, target), NO_DEADLINE);
        failures.push(...made.failures);
        if (made.file) await handOver(made.file, { name: `${name}.zip`, stored, failures: made.failures.length });
      });
      if (isStopped()) throw new DOMException('stopped', 'AbortError');
    }
    await keepLastBackup({
      at: plan.head.madeAt,
      kind: 'zips',
      where: String(plan.sizes.length),
      versionId: plan.mark.versionId,
      activityId: plan.mark.activityId,
      failures: failures.length,
    });
    const count = plural(plan.sizes.length, 'zip file');
    job.update({ status: 'done', cancel: null, detail: `${plural(plan.head.versions, 'original')} in ${count}` });
    tellDone(`Backed up as ${count}. Keep them together, on another disk than this one.`, failures);
  });
}

/** A zip goes to the browser's downloads, and can be saved again from Jobs for an hour. */
async function handOver(file: Blob, zip: { name: string; stored: string; failures: number }): Promise<void> {
  const { name, stored, failures } = zip;
  const job = addJob({ name, status: 'done', done: 1, total: 1, detail: formatBytes(file.size) });
  saveFile(file, name);
  if (capabilities.privateFiles) {
    await keepForSaving({ stored, name, title: name, made: file.size, job, failures, originals: true });
  } else job.update({ save: () => saveFile(file, name) });
}
