import { remindOfBackup } from '../flows/backup-reminder';
import { firstCategories } from '../flows/categories';
import { goOnChecking } from '../flows/integrity';
import { recoverDownloads } from '../flows/kept-zips';
import { watchLeftOver } from '../flows/left-over';
import { watchDeleted } from '../flows/purge';
import { sweepHandedOver } from '../jobs/handed-over';
import { sweepOrphans } from '../library/sweep';
import { tidyUploads } from '../library/tidy-uploads';
import { watchShares } from '../sharing/shares';
import { categories } from '../state/categories';
import { collections, openItems } from '../state/collections';
import { installationIsRead } from '../state/installation';
import { workIsRunning } from '../state/jobs';
import { library } from '../state/library';
import { beginReading, keepInStep } from '../state/live';
import { openUploadCount } from '../state/open-uploads';
import { room } from '../state/room';

/** What a closed tab left behind, and what keeps itself in step: after the first rows. */
export async function startLater(): Promise<void> {
  await tidyUploads(library()).catch(() => {});
  beginReading();
  // Commands ask these of what is not on the screen.
  keepInStep(categories, collections, openItems, openUploadCount, room);
  // Which categories a library begins with, and for how long what is deleted stays, the installation says.
  void Promise.all([categories.again(), installationIsRead]).then(firstCategories);
  void watchShares();
  void installationIsRead.then(watchDeleted);
  addEventListener('beforeunload', (event) => {
    if (workIsRunning()) event.preventDefault();
  });
  await recoverDownloads();
  void sweepHandedOver().catch(() => {});
  watchLeftOver();
  await sweepOrphans(library());
  await remindOfBackup();
  void goOnChecking().catch(() => {});
}
