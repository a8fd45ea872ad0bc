import { examineLeftOver } from './intake/examine';
import { sweepOrphans } from './library/sweep';
import { recoverDownloads } from './views/download';
import { workIsRunning } from './views/jobs';
import { library } from './views/library';
import { watchRoom } from './views/storage';
import { watchUploads } from './views/uploads';

/** What a closed tab left behind, and what keeps itself in step: after the first rows. */
export async function startLater(): Promise<void> {
  watchUploads();
  watchRoom();
  addEventListener('beforeunload', (event) => {
    if (workIsRunning()) event.preventDefault();
  });
  await recoverDownloads();
  void examineLeftOver(library());
  await sweepOrphans(library());
}
