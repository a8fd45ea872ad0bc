import type { AssetId, NoteId } from '../domain/ids';
import type { Note } from '../domain/note';
import type { Library } from './db';
import { idsFor } from './order';
import { undoable } from './undo';

/** An asset's notes, newest first. */
export async function notesOf({ db }: Library, assetId: AssetId): Promise<Note[]> {
  const notes = await db.notes.where('assetId').equals(assetId).toArray();
  return notes.sort((a, b) => (b.id < a.id ? -1 : 1));
}

/** The texts of all notes by their asset, for search. */
export async function notesByAsset({ db }: Library): Promise<Map<AssetId, string[]>> {
  const notes = new Map<AssetId, string[]>();
  await db.notes.each(({ assetId, text }) => {
    const own = notes.get(assetId);
    if (own) own.push(text);
    else notes.set(assetId, [text]);
  });
  return notes;
}

/** Adds one note to each of several assets. */
export async function addNote(library: Library, assetIds: readonly AssetId[], text: string): Promise<void> {
  const createdAt = Date.now();
  const what = assetIds.length === 1 ? 'added a note' : `added a note to ${assetIds.length.toLocaleString()} assets`;
  await undoable(
    library,
    () => ({ what, assetIds }),
    async (write) => {
      const nextId = await idsFor<NoteId>(library.db.notes);
      await write.add<Note>(
        'notes',
        assetIds.map((assetId) => ({
          id: nextId(),
          assetId,
          text,
          author: library.author,
          createdAt,
          editedAt: 0,
        })),
      );
    },
  );
}

export async function editNote(library: Library, id: NoteId, text: string): Promise<void> {
  await undoable(
    library,
    (changes) => ({ what: 'changed a note', assetIds: changes.flatMap(({ assetId }) => (assetId ? [assetId] : [])) }),
    async (write) => {
      const row = await library.db.notes.get(id);
      if (row && row.text !== text) await write.patch('notes', [{ row, change: { text, editedAt: Date.now() } }]);
    },
  );
}

export async function deleteNote(library: Library, id: NoteId): Promise<void> {
  await undoable(
    library,
    (changes) => ({ what: 'deleted a note', assetIds: changes.flatMap(({ assetId }) => (assetId ? [assetId] : [])) }),
    async (write) => {
      const row = await library.db.notes.get(id);
      if (row) await write.remove('notes', [row]);
    },
  );
}
