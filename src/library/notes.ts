import { AppError } from '../domain/errors';
import type { AssetId, NoteId } from '../domain/ids';
import type { Note } from '../domain/note';
import { inside } from './db';
import type { Library } from './library';
import { idsFor } from './order';
import { undoable } from './undo';

/** An asset's notes, newest first. */
export async function notesOf(library: Library, assetId: AssetId): Promise<Note[]> {
  const { db } = inside(library);
  const notes = await db.notes.where('assetId').equals(assetId).toArray();
  return notes.sort((a, b) => (b.id < a.id ? -1 : 1));
}

/** The texts of all notes by their asset, for search. */
export async function notesByAsset(library: Library): Promise<Map<AssetId, string[]>> {
  const { db } = inside(library);
  const notes = new Map<AssetId, string[]>();
  await db.notes.each(({ assetId, text }) => {
    const own = notes.get(assetId);
    if (own) own.push(text);
    else notes.set(assetId, [text]);
  });
  return notes;
}

/**
 * Adds one note to each of several assets.
 * @returns to how many: those that are gone for good get none
 * @throws AppError "assets-gone"
 */
export async function addNote(library: Library, assetIds: readonly AssetId[], text: string): Promise<number> {
  const { db, author } = inside(library);
  const createdAt = Date.now();
  return undoable(
    library,
    (changes, count) => ({
      deed: { type: 'add-note', count },
      assetIds: changes.flatMap((change) => change.assetId ?? []),
    }),
    async (write) => {
      const there = (await db.assets.bulkGet([...assetIds])).flatMap((row) => row?.id ?? []);
      if (there.length === 0) throw new AppError('assets-gone');
      const nextId = await idsFor<NoteId>(db.notes);
      await write.add<Note>(
        'notes',
        there.map((assetId) => ({ id: nextId(), assetId, text, author, createdAt, editedAt: 0 })),
      );
      return there.length;
    },
  );
}

/** @throws AppError "note-gone" */
export async function editNote(library: Library, id: NoteId, text: string): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    (changes) => ({ deed: { type: 'edit-note' }, assetIds: changes.flatMap(({ assetId }) => assetId ?? []) }),
    async (write) => {
      const row = await db.notes.get(id);
      if (!row) throw new AppError('note-gone');
      if (row.text !== text) await write.patch('notes', [{ row, change: { text, editedAt: Date.now() } }]);
    },
  );
}

/** @throws AppError "note-gone" */
export async function deleteNote(library: Library, id: NoteId): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    (changes) => ({ deed: { type: 'delete-note' }, assetIds: changes.flatMap(({ assetId }) => assetId ?? []) }),
    async (write) => {
      const row = await db.notes.get(id);
      if (!row) throw new AppError('note-gone');
      await write.remove('notes', [row]);
    },
  );
}
