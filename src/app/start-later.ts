import { sweepHandedOver } from '../jobs/handed-over';
import { sweepOrphans } from '../library/sweep';
import { tidyUploads } from '../library/tidy-uploads';
import { firstCategories, watchCategories } from '../views/categories';
import { watchCollections } from '../views/collections';
import { installationIsRead } from '../views/installation';
import { workIsRunning } from '../views/jobs';
import { recoverDownloads } from '../views/kept-zips';
import { watchLeftOver } from '../views/left-over';
import { library } from '../views/library';
import { watchDeleted } from '../views/purge';
import { watchShares } from '../views/shares';
import { watchRoom } from '../views/storage';
import { watchUploads } from '../views/upload-page';

/** What a closed tab left behind, and what keeps itself in step: after the first rows. */
export async function startLater(): Promise<void> {
  await tidyUploads(library()).catch(() => {});
  watchUploads();
  // Which categories a library begins with, and for how long what is deleted stays, the installation says.
  void Promise.all([watchCategories(), installationIsRead]).then(firstCategories);
  void watchCollections();
  void watchShares();
  void installationIsRead.then(watchDeleted);
  watchRoom();
  addEventListener('beforeunload', (event) => {
    if (workIsRunning()) event.preventDefault();
  });
  await recoverDownloads();
  void sweepHandedOver().catch(() => {});
  watchLeftOver();
  await sweepOrphans(library());
}
