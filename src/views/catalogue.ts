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
import { library } from './library';
import { alertPerson, tell } from './messages';
import { unselect } from './selection';
import { change } from './undo';

/** What people do to assets besides editing their fields, each told with "Undo" where it can be undone. */
const assets = (count: number) => (count === 1 ? '1 asset' : `${count.toLocaleString()} assets`);
const are = (count: number) => (count === 1 ? 'is' : 'are');

export async function deleteMany(ids: readonly AssetId[]): Promise<void> {
  const done = `${assets(ids.length)} ${are(ids.length)} in Deleted.`;
  if (await change(() => deleteAssets(library(), ids), done, 'Nothing was deleted.')) unselect(ids);
}

export async function restoreMany(ids: readonly AssetId[]): Promise<void> {
  const done = `${assets(ids.length)} ${are(ids.length)} back where they were.`;
  if (await change(() => restoreAssets(library(), ids), done, 'Nothing was restored.')) unselect(ids);
}

/** Takes assets away for good: nobody can undo it, so it is asked before. */
export async function purgeMany(ids: readonly AssetId[]): Promise<void> {
  try {
    await purgeAssets(library(), ids);
    unselect(ids);
    tell(`${assets(ids.length)} ${are(ids.length)} gone for good.`);
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
  const done = ids.length === 1 ? 'The asset was cloned.' : `${assets(ids.length)} were cloned.`;
  await change(async () => void (await cloneAssets(library(), ids)), done, 'Nothing was cloned.');
}

export async function noteMany(ids: readonly AssetId[], text: string): Promise<void> {
  const done = ids.length === 1 ? 'The note was added.' : `The note was added to ${assets(ids.length)}.`;
  await change(() => addNote(library(), ids, text), done, 'The note was not added.');
}

export async function saveNote(id: NoteId, text: string): Promise<void> {
  await change(() => editNote(library(), id, text), 'The note was changed.', 'The note was not changed.');
}

export async function dropNote(id: NoteId): Promise<void> {
  await change(() => deleteNote(library(), id), 'The note was deleted.', 'The note was not deleted.');
}

const kindOf = ({ mime, fileName }: Version) => mediaType(mime, fileName).kind;

export async function chooseVersion(version: Version, withMetadata: boolean): Promise<void> {
  const done = `Version ${version.number} is the current one.`;
  const work = () => makeCurrent(library(), version.id, { withMetadata, kindOf });
  await change(work, done, 'The version was not made current.');
}

export async function dropVersion(id: VersionId, number: number): Promise<void> {
  const work = () => deleteVersion(library(), id, kindOf);
  await change(work, `Version ${number} was deleted.`, `Version ${number} was not deleted.`);
}
