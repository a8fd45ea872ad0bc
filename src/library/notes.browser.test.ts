import { expect, test } from 'vitest';
import { filled } from '../../tests/support/libraries';
import { type AssetId, newId } from '../domain/ids';
import { addNote, deleteNote, editNote, notesByAsset, notesOf } from './notes';

test('the newest note comes first, and each asset has its own', async () => {
  const { library, ids } = await filled(2);
  const [first, second] = ids as [AssetId, AssetId];
  expect(await addNote(library, [first], 'one')).toBe(1);
  expect(await addNote(library, ids, 'two')).toBe(2);
  expect(await addNote(library, [first], 'three')).toBe(1);
  expect((await notesOf(library, first)).map(({ text }) => text)).toEqual(['three', 'two', 'one']);
  expect(await notesByAsset(library)).toEqual(
    new Map([
      [first, ['one', 'two', 'three']],
      [second, ['two']],
    ]),
  );
});

test('an asset that is gone gets no note; where all are, it is said', async () => {
  const { library, ids } = await filled(1);
  const gone = newId<AssetId>();
  expect(await addNote(library, [...ids, gone], 'note')).toBe(1);
  await expect(addNote(library, [gone], 'note')).rejects.toMatchObject({ code: 'assets-gone' });
  expect(await library.db.notes.count()).toBe(1);
});

test('a note that is gone is neither changed nor deleted', async () => {
  const { library } = await filled(1);
  await expect(editNote(library, newId(), 'other')).rejects.toMatchObject({ code: 'note-gone' });
  await expect(deleteNote(library, newId())).rejects.toMatchObject({ code: 'note-gone' });
});

test('a note that says what it said was not edited, and is no step', async () => {
  const { library, ids } = await filled(1);
  await addNote(library, ids, 'note');
  const [note] = await library.db.notes.toArray();
  const id = note?.id ?? newId();
  await editNote(library, id, 'note');
  expect(await library.db.notes.get(id)).toEqual(note);
  expect(await library.db.undo.count()).toBe(1);
  await editNote(library, id, 'other');
  expect(await library.db.notes.get(id)).toMatchObject({ text: 'other', editedAt: expect.any(Number) });
  expect((await library.db.notes.get(id))?.editedAt).toBeGreaterThan(0);
});
