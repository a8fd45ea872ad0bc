import { signal } from '@preact/signals';
import { placedIn } from '../intake/intake';
import { onChange } from '../library/changes';
import { finishUpload } from '../library/finish-upload';
import { countOpenUploads, type OpenUpload, openUploads } from '../library/open-uploads';
import type { UploadEdits } from '../library/rows';
import { closeUpload, dismissMissing } from '../library/uploads';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { run } from '../state/run';
import { openUploadCount } from '../state/upload-count';
import { plural } from '../text/format';
import { editsOf, NOTHING_GIVEN } from './given';
import { withFolders } from './upload-folders';
import { forgetWaiting } from './upload-waiting';
import { currentUpload, finishSession } from './uploads';

/** Page "Uploads": read anew whenever something changes. */
export const uploadList = signal<OpenUpload[] | undefined>(undefined);

let watching = false;

/** Reading waits for what is being written: however long that was, the count is no older than this. */
const MOST_REST_MS = 2000;

/** Keeps the count of open uploads (and the list, once shown) in step with every tab. */
export function watchUploads(): void {
  if (watching) return;
  watching = true;
  // Reading takes longer the more has arrived: it may take a twentieth of the time at most.
  let due = false;
  let resting = false;
  const read = async () => {
    if (resting) {
      due = true;
      return;
    }
    resting = true;
    due = false;
    const started = performance.now();
    await readUploads().catch(() => {});
    setTimeout(
      () => {
        resting = false;
        if (due) void read();
      },
      Math.min(MOST_REST_MS, Math.max(300, (performance.now() - started) * 20)),
    );
  };
  onChange((change) => {
    if (change.uploads || change.assets !== undefined) void read();
  });
  void read();
}

async function readUploads(): Promise<void> {
  openUploadCount.value = await countOpenUploads(library());
  if (uploadList.peek() !== undefined) uploadList.value = await openUploads(library());
}

export async function loadUploadList(): Promise<void> {
  uploadList.value = await openUploads(library());
}

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
