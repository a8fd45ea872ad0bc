import type { AssetId, NoteId } from '../domain/ids';
import * as rows from '../library/notes';
import { butGone } from './gone';
import { change } from './undo';

/** @returns whether it was done */
export async function addNote(ids: readonly AssetId[], text: string): Promise<boolean> {
  const done = (count: number) =>
    `${count === 1 ? 'The note was added.' : `The note was added to ${count.toLocaleString()} assets.`}${butGone(ids.length, count)}`;
  return change((own) => rows.addNote(own, ids, text), done, 'The note was not added.');
}

/** @returns whether it was done */
export async function editNote(id: NoteId, text: string): Promise<boolean> {
  return change((own) => rows.editNote(own, id, text), 'The note was changed.', 'The note was not changed.');
}

export async function deleteNote(id: NoteId): Promise<void> {
  await change((own) => rows.deleteNote(own, id), 'The note was deleted.', 'The note was not deleted.');
}
