import { placedIn } from '../intake/intake';
import { finishUpload } from '../library/finish-upload';
import type { OpenUpload } from '../library/open-uploads';
import type { UploadEdits } from '../library/rows';
import { closeUpload, dismissMissing } from '../library/uploads';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { readUploads } from '../state/open-uploads';
import { run } from '../state/run';
import { plural } from '../text/format';
import { editsOf, NOTHING_GIVEN } from './given';
import { withFolders } from './upload-folders';
import { forgetWaiting } from './upload-waiting';
import { currentUpload, finishSession } from './uploads';

/** What was given and kept, with what becomes of the folders; undefined where that is what is kept already. */
async function editsOfOpen({ edits, folders }: OpenUpload): Promise<UploadEdits | undefined> {
  if (folders.length === 0) return undefined;
  return withFolders(edits ?? editsOf(NOTHING_GIVEN), placedIn(folders));
}

/** "Finish" on page "Uploads", for an upload whose dialog is not open. */
export async function finishOpenUpload(upload: OpenUpload): Promise<void> {
  const session = currentUpload.peek();
  if (session && session.intake.uploadId === upload.id) return finishSession(session);
  forgetWaiting();
  await run('The upload could not be finished.', async () => {
    const final = await finishUpload(library(), upload.id, await editsOfOpen(upload));
    await closeUpload(library(), upload.id);
    await readUploads();
    tell(`${plural(final, 'file is', 'files are')} in your library.`);
  });
}

/**
 * Takes files that had not arrived off the list.
 * @param index one of them; all where it is not given
 */
export async function forgetMissing(upload: OpenUpload, index?: number): Promise<void> {
  await run('The list could not be changed.', async () => {
    const session = currentUpload.peek();
    if (session?.intake.uploadId === upload.id) session.intake.takeOff(index ?? 'all');
    else if (!(await dismissMissing(library(), upload.id, index === undefined ? undefined : new Set([index])))) {
      tell('Another tab still works on this upload. Nothing was taken off its list; finish or cancel it there.');
    }
    await readUploads();
  });
}
