import { sweepHandedOver } from './jobs/handed-over';
import { sweepOrphans } from './library/sweep';
import { tidyUploads } from './library/tidy-uploads';
import { firstCategories, watchCategories } from './views/categories';
import { watchCollections } from './views/collections';
import { recoverDownloads } from './views/download';
import { workIsRunning } from './views/jobs';
import { watchLeftOver } from './views/left-over';
import { library } from './views/library';
import { watchDeleted } from './views/purge';
import { watchShares } from './views/shares';
import { watchRoom } from './views/storage';
import { watchUploads } from './views/upload-page';

/** What a closed tab left behind, and what keeps itself in step: after the first rows. */
export async function startLater(): Promise<void> {
  await tidyUploads(library()).catch(() => {});
  watchUploads();
  void watchCategories().then(firstCategories);
  void watchCollections();
  void watchShares();
  watchDeleted();
  watchRoom();
  addEventListener('beforeunload', (event) => {
    if (workIsRunning()) event.preventDefault();
  });
  await recoverDownloads();
  void sweepHandedOver().catch(() => {});
  watchLeftOver();
  await sweepOrphans(library());
}
