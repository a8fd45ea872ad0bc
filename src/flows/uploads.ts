import { signal } from '@preact/signals';
import type { Asset } from '../domain/asset';
import { type Field, isEmpty } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import type { Resume } from '../intake/intake';
import type { Collected } from '../intake/sources/incoming';
import { getAssets } from '../library/assets';
import { closeDialogOf, dialog, openDialog, openDialogs } from '../state/dialogs';
import { describeFailure } from '../state/failure';
import { fields } from '../state/installation';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';
import { plural } from '../text/format';
import { editsOf } from './given';
import { deleteAssets } from './trash';
import { withFolders } from './upload-folders';
import { report, startSession, type UploadSession } from './upload-session';
import { troubles } from './upload-tally';
import { forgetWaiting, tellWaiting } from './upload-waiting';

/** The upload that dialog "Upload" shows. */
export const currentUpload = signal<UploadSession | null>(null);

/** Starts an upload that dialog "Upload" can show. */
function begin(options: { resume?: Resume; origin?: 'sample' }): UploadSession {
  return startSession({ ...options, show: showUpload, stop: stopUpload });
}

function showUpload(session: UploadSession): void {
  forgetWaiting();
  currentUpload.value = session;
  if (!openDialogs.peek().some((each) => each.type === 'upload')) openDialog({ type: 'upload' });
}

/** Opens dialog "Upload" with the upload that runs in it, or a new one; or with an earlier one, to go on with. */
export function openUpload(resume?: Resume): UploadSession {
  const current = currentUpload.peek();
  const usable = current && !current.intake.finished && (!resume || current.intake.uploadId === resume.id);
  const session = usable ? current : begin({ resume });
  showUpload(session);
  return session;
}

/** Adds what was chosen, dropped or pasted; opens the dialog where it is not open. */
export async function addToUpload(collect: Promise<Collected> | Collected): Promise<void> {
  const session =
    dialog.peek()?.type === 'upload' && currentUpload.peek() ? (currentUpload.peek() as UploadSession) : openUpload();
  session.collecting.value = true;
  try {
    const { files, handles, systemFiles, unreadable } = await collect;
    session.systemFiles += systemFiles;
    session.unreadable.push(...unreadable);
    await session.intake.add(files, handles);
    if (unreadable.length > 0) {
      alertPerson('Some files and folders could not be opened.', { lines: unreadable.slice(0, 20) });
    }
  } catch (error) {
    alertPerson('The files could not be added. Reload the page and try again.', { lines: [String(error)] });
  } finally {
    session.collecting.value = false;
    session.revision.value = (session.revision.value ?? 0) + 1;
  }
}

/** "Finish": what has arrived is final; what still arrives goes on in Jobs. Where it fails the dialog stays, with all that was written. */
export async function finishSession(session: UploadSession): Promise<void> {
  if (session.finishing) return;
  session.finishing = true;
  let done = false;
  await run('The upload could not be finished; what has arrived waits in Uploads.', async () => {
    const { intake, given } = session;
    await intake.finish(await withFolders(editsOf(given.peek()), intake.placed));
    done = true;
  });
  session.finishing = false;
  if (!done) return;
  closeDialogOf('upload');
  if (currentUpload.peek() === session) currentUpload.value = null;
  await session.intake.idle();
  report(session);
  const { rows } = session.intake;
  const arrived = rows.flatMap((row) => (row.assetId && row.status !== 'stored' ? [row.assetId] : []));
  const living = (await getAssets(library(), arrived)).filter((asset) => asset.deletedAt === 0).length;
  if (living > 0) tell(`${plural(living, 'file is', 'files are')} in your library.`);
  if (rows.some((row) => row.status === 'failed')) tellFailures(session);
}

function tellFailures(session: UploadSession): void {
  const failed = session.intake.rows.filter((row) => row.status === 'failed');
  const [only] = failed;
  const action = { label: 'Show reasons', run: () => showUpload(session) };
  if (failed.length === 1 && only?.failure) {
    return alertPerson(`${only.name}: ${describeFailure(only.failure)}`, only.assetId ? { action } : {});
  }
  alertPerson(`Of ${session.intake.rows.length.toLocaleString()} files, ${troubles(failed).join(', ')}.`, {
    lines: failed.slice(0, 5).map((row) => row.name),
    action,
  });
}

/** ✕ and Esc: work goes on in Jobs; where none is left to do, what waits for "Finish" is not left without a word. */
export async function leaveUpload(session: UploadSession): Promise<void> {
  closeDialogOf('upload');
  if (session.intake.running || session.collecting.peek()) return;
  const waiting = (await waitingAssets(session)).length;
  if (waiting === 0) return;
  const files = plural(waiting, 'file waits', 'files wait');
  tellWaiting(`${files} in Uploads, not finalised.`);
}

/** What an upload has brought that waits for "Finish". */
async function waitingAssets({ intake: { rows, uploadId } }: UploadSession): Promise<Asset[]> {
  const ids = rows.flatMap(({ assetId }) => assetId ?? []);
  const assets = await getAssets(library(), ids);
  return assets.filter((each) => each.uploadId === uploadId && each.finalisedAt === 0 && each.deletedAt === 0);
}

/** "Cancel": stops reading. What has arrived waits in "Uploads", and that is said, with both ways on from there. */
export async function stopUpload(session: UploadSession): Promise<void> {
  const { intake } = session;
  session.stopped = true;
  intake.stop();
  session.job?.remove();
  session.job = null;
  if (currentUpload.peek() === session) {
    currentUpload.value = null;
    closeDialogOf('upload');
  }
  await intake.idle();
  const arrived = await waitingAssets(session);
  const left = intake.rows.filter(({ assetId, status }) => !assetId && status !== 'known').length;
  // Where nothing came of it there is nothing to go on with.
  if (arrived.length === 0) {
    intake.takeOff('all');
    if (left > 0) tell('The upload was stopped. Nothing of it is in your library.');
    return;
  }
  tellKept(
    arrived.map((each) => each.id),
    left,
  );
}

function tellKept(ids: readonly AssetId[], left: number): void {
  const files = plural(ids.length, 'file');
  const rest = left > 0 ? `; ${left.toLocaleString()} had not arrived` : '';
  const kept = `The upload was stopped. ${files} that had arrived ${ids.length === 1 ? 'waits' : 'wait'} in Uploads`;
  tellWaiting(`${kept}, not finalised${rest}.`, { label: `Remove ${files}`, run: () => void deleteAssets(ids) });
}

/** Required fields that nobody filled for some file of an upload: neither the file, nor what was given. */
export async function missingFields(session: UploadSession): Promise<Field[]> {
  const required = fields.peek().filter((field) => field.required);
  const ids = session.intake.rows.flatMap((row) => (row.assetId ? [row.assetId] : []));
  if (required.length === 0 || ids.length === 0) return [];
  const { values, single } = session.given.peek();
  const assets = await getAssets(library(), ids);
  return required.filter((field) =>
    assets.some((asset) => {
      const given = single.get(asset.uploadIndex)?.[field.id] ?? values[field.id];
      return isEmpty(given ?? fieldValue(asset, field.id));
    }),
  );
}

/** The six sample pictures, final at once. */
export async function addSamples(names: readonly string[]): Promise<void> {
  const session = begin({ origin: 'sample' });
  const files = await Promise.all(
    names.map(async (name) => {
      const response = await fetch(new URL(`samples/${name}`, document.baseURI));
      if (!response.ok) throw new Error(name);
      const blob = await response.blob();
      return { file: new File([blob], name, { type: blob.type }), path: name };
    }),
  );
  await session.intake.add(files);
  await session.intake.finish();
}
