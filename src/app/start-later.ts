import { firstCategories } from '../flows/categories';
import { recoverDownloads } from '../flows/kept-zips';
import { watchLeftOver } from '../flows/left-over';
import { watchDeleted } from '../flows/purge';
import { watchUploads } from '../flows/upload-page';
import { sweepHandedOver } from '../jobs/handed-over';
import { sweepOrphans } from '../library/sweep';
import { tidyUploads } from '../library/tidy-uploads';
import { watchShares } from '../sharing/shares';
import { watchCategories } from '../state/categories';
import { watchCollections } from '../state/collections';
import { installationIsRead } from '../state/installation';
import { workIsRunning } from '../state/jobs';
import { library } from '../state/library';
import { watchRoom } from '../state/room';

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
