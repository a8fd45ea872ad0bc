import { UNKNOWN_ROLE } from '../domain/access';
import { describeError } from '../domain/errors';
import { type JobId, newId } from '../domain/ids';
import { finishedZip, letGo, recoverZips } from '../files/finished';
import { saveFile } from '../jobs/save';
import { addExport } from '../library/exports';
import type { ExportRow } from '../library/rows';
import { installationIsRead, role } from '../state/installation';
import { addJob, type JobHandle } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson } from '../state/messages';

interface Keep {
  stored: string;
  name: string;
  title: string;
  made: number;
  job: JobHandle;
  failures: number;
  originals?: boolean;
}

/**
 * Notes a finished zip, so that it can be saved again for an hour, even after the tab was closed.
 * @returns lets it go again
 */
export async function keepForSaving({
  stored,
  name,
  title,
  made,
  job,
  failures,
  originals = false,
}: Keep): Promise<() => void> {
  const row: Omit<ExportRow, 'kind'> = {
    id: newId<JobId>(),
    createdAt: Date.now(),
    stored,
    name,
    title,
    bytes: made,
    failures,
    originals,
  };
  // A disk that is full by now must not cost anybody what is made: it can be saved, but not after this page.
  await addExport(library(), row).catch(() => {});
  const dismissed = () => void letGo(library(), row).catch(() => {});
  job.update({ save: () => void saveStored(row), onDismiss: dismissed });
  return () => {
    job.remove();
    dismissed();
  };
}

async function saveStored(row: Pick<ExportRow, 'id' | 'stored' | 'name' | 'title' | 'originals'>): Promise<void> {
  await installationIsRead;
  if (row.originals && !role.peek().originals) {
    const why = role.peek() === UNKNOWN_ROLE ? 'role-unknown' : 'original-not-offered';
    return alertPerson(`${row.title} holds originals. ${describeError(why)}`);
  }
  const file = await finishedZip(row.stored);
  if (file) saveFile(file, row.name);
  else alertPerson(`${row.title} is not kept any more. Download the assets again.`);
}

/** At start: what was finished before the tab was closed can still be saved from Jobs. */
export async function recoverDownloads(): Promise<void> {
  for (const row of await recoverZips(library())) {
    addJob({
      name: row.title,
      status: 'done',
      done: 1,
      total: 1,
      detail: 'Ready to save',
      save: () => void saveStored(row),
      onDismiss: () => void letGo(library(), row),
    });
  }
}
