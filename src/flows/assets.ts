import { titleOf, type Version } from '../domain/asset';
import { codeOf, describeError } from '../domain/errors';
import type { AssetId, NoteId, VersionId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { cloneAssets } from '../library/clone';
import { addNote, deleteNote, editNote } from '../library/notes';
import { damagedAssets } from '../library/originals';
import { deleteAssets, purgeAssets, restoreAssets } from '../library/trash';
import { deleteVersion, makeCurrent } from '../library/versions';
import { mediaType } from '../media/kind';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { unselect } from '../state/selection';
import { butGone } from './gone';
import { change } from './undo';

/** What people do to assets besides editing their fields, each told with "Undo" where it can be undone. */
const assets = (count: number) => (count === 1 ? '1 asset' : `${count.toLocaleString()} assets`);
const are = (count: number) => (count === 1 ? 'is' : 'are');

export async function deleteMany(ids: readonly AssetId[]): Promise<void> {
  const done = (there: number) => `${assets(there)} ${are(there)} in Deleted.${butGone(ids.length, there)}`;
  if (await change((own) => deleteAssets(own, ids), done, 'Nothing was deleted.')) unselect(ids);
}

export async function restoreMany(ids: readonly AssetId[]): Promise<void> {
  const done = (there: number) => `${assets(there)} ${are(there)} back where they were.${butGone(ids.length, there)}`;
  if (await change((own) => restoreAssets(own, ids), done, 'Nothing was restored.')) unselect(ids);
}

/** Takes assets away for good: nobody can undo it, so it is asked before. What was restored since it was asked stays. */
export async function purgeMany(ids: readonly AssetId[]): Promise<void> {
  try {
    const { gone, kept } = await purgeAssets(library(), ids);
    unselect(ids);
    const stayed = kept > 0 ? `${assets(kept)} had been restored meanwhile and ${kept === 1 ? 'stays' : 'stay'}.` : '';
    if (gone.length > 0) tell(`${assets(gone.length)} ${are(gone.length)} gone for good. ${stayed}`.trim());
    else tell(`Nothing was deleted permanently. ${stayed || 'It was done already.'}`);
  } catch (error) {
    alertPerson(`Nothing was deleted. ${describeError(codeOf(error))}`);
  }
}

export async function cloneMany(ids: readonly AssetId[]): Promise<void> {
  const damaged = await damagedAssets(library(), await getAssets(library(), ids));
  if (damaged.length > 0) {
    const lines = damaged.slice(0, 10).map(titleOf);
    return alertPerson(`Nothing was cloned. ${describeError('stored-damaged')}`, { lines });
  }
  const done = ({ length }: readonly AssetId[]) =>
    length === 1 ? 'The asset was cloned.' : `${assets(length)} were cloned.`;
  await change((own) => cloneAssets(own, ids), done, 'Nothing was cloned.');
}

/** @returns whether it was done */
export async function noteMany(ids: readonly AssetId[], text: string): Promise<boolean> {
  const done = (count: number) =>
    `${count === 1 ? 'The note was added.' : `The note was added to ${assets(count)}.`}${butGone(ids.length, count)}`;
  return change((own) => addNote(own, ids, text), done, 'The note was not added.');
}

/** @returns whether it was done */
export async function saveNote(id: NoteId, text: string): Promise<boolean> {
  return change((own) => editNote(own, id, text), 'The note was changed.', 'The note was not changed.');
}

export async function dropNote(id: NoteId): Promise<void> {
  await change((own) => deleteNote(own, id), 'The note was deleted.', 'The note was not deleted.');
}

const kindOf = ({ mime, fileName }: Version) => mediaType(mime, fileName).kind;

export async function chooseVersion(version: Version, withMetadata: boolean): Promise<void> {
  const done = `Version ${version.number} is the current one.`;
  await change(
    (own) => makeCurrent(own, version.id, { withMetadata, kindOf }),
    done,
    'The version was not made current.',
  );
}

export async function dropVersion(id: VersionId, number: number): Promise<void> {
  await change(
    (own) => deleteVersion(own, id, kindOf),
    `Version ${number} was deleted.`,
    `Version ${number} was not deleted.`,
  );
}
