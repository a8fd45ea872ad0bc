import { afterEach, expect, test, vi } from 'vitest';
import { fileOf, filled } from '../../tests/support/libraries';
import { titled } from '../../tests/support/scene';
import { told, wordsOf } from '../../tests/support/told';
import { type AssetId, newId, type UndoId } from '../domain/ids';
import { libraryActivity } from './activity';
import { createCategory } from './categories';
import { type Change, onChange } from './changes';
import type { OpenLibrary } from './db';
import { editAssets } from './edit';
import { addToCollection, removeFromCollection } from './edit-collections';
import { addNote } from './notes';
import { deleteAssets, purgeAssets } from './trash';
import { step, undoable, undoState } from './undo';
import { addVersion, deleteVersion, versionsOf } from './versions';

let stop = () => {};
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

const retitle = (library: OpenLibrary, id: AssetId, title: string) =>
  editAssets(library, [id], titled(title), { deed: told(title) });

async function one() {
  const { library, ids } = await filled(1);
  const [id] = ids as [AssetId];
  const title = async () => (await library.db.assets.get(id))?.title;
  const last = () => library.db.undo.orderBy('id').last();
  return { library, id, title, last };
}

/** What is told of while something is done. */
async function toldOf(work: () => Promise<unknown>): Promise<Change> {
  const all: Change = {};
  stop = onChange((change) => Object.assign(all, change));
  await work();
  stop();
  return all;
}

test('steps are taken back from the last, and done again from the first that was taken back', async () => {
  const { library, id, title } = await one();
  for (const each of ['a', 'b', 'c']) await retitle(library, id, each);
  const state = async () => {
    const { undo, redo } = await undoState(library);
    return [await title(), wordsOf(undo), wordsOf(redo)];
  };
  expect(await state()).toEqual(['c', 'c', undefined]);
  await step(library, 'undo');
  expect(await state()).toEqual(['b', 'b', 'c']);
  await step(library, 'undo');
  expect(await state()).toEqual(['a', 'a', 'b']);
  await step(library, 'redo');
  expect(await state()).toEqual(['b', 'b', 'c']);
  await step(library, 'redo');
  expect(await state()).toEqual(['c', 'c', undefined]);
  await step(library, 'undo');
  expect(await state()).toEqual(['b', 'b', 'c']);
});

test('something new ends what could be done again', async () => {
  const { library, id, title } = await one();
  await retitle(library, id, 'a');
  await step(library, 'undo');
  await retitle(library, id, 'b');
  expect((await undoState(library)).redo).toBeUndefined();
  expect(await step(library, 'redo')).toBeUndefined();
  expect(await title()).toBe('b');
});

test('what changes nothing is no step, is not told of, and ends nothing', async () => {
  const { library, id } = await one();
  await retitle(library, id, 'a');
  await step(library, 'undo');
  const lines = (await libraryActivity(library)).length;
  const note = vi.fn(() => ({ deed: told('nothing')(), assetIds: [] }));
  expect(await undoable(library, note, async () => 'result')).toBe('result');
  expect(note).not.toHaveBeenCalled();
  expect((await libraryActivity(library)).length).toBe(lines);
  expect(wordsOf((await undoState(library)).redo)).toBe('a');
});

test('a step is told in "Activity", and so is that it was taken back', async () => {
  const { library, id } = await one();
  await retitle(library, id, 'a');
  expect((await libraryActivity(library))[0]).toMatchObject({ deed: told('a')() });
  await step(library, 'undo');
  expect((await libraryActivity(library))[0]).toMatchObject({ deed: { type: 'undo', deed: told('a')() } });
});

test('a step has the values as they were, and after it was taken back those that it took away', async () => {
  const { library, id, last } = await one();
  await retitle(library, id, 'a');
  await retitle(library, id, 'b');
  expect((await last())?.changes).toMatchObject([{ type: 'patch', key: id, before: { title: 'a' } }]);
  await step(library, 'undo');
  expect((await last())?.changes).toMatchObject([{ type: 'patch', key: id, before: { title: 'b' } }]);
});

test('a row that was added goes, and one that was removed comes back whole', async () => {
  const { library, id } = await one();
  await addNote(library, [id], 'note');
  const notes = () => library.db.notes.toArray();
  const before = await notes();
  await step(library, 'undo');
  expect(await notes()).toEqual([]);
  await step(library, 'redo');
  expect(await notes()).toEqual(before);
  const { id: collection } = await addToCollection(library, [id], { to: { name: 'Day', profileId: 'web-1600' } });
  const items = await library.db.collectionItems.toArray();
  await removeFromCollection(library, collection, [id]);
  await step(library, 'undo');
  expect(await library.db.collectionItems.toArray()).toEqual(items);
});

test('a step owns the bytes that it would bring back', async () => {
  const { library, id, last } = await one();
  await addVersion(library, id, await fileOf('second'), { comment: '', values: {}, categoryIds: null });
  const [, second] = await versionsOf(library, id);
  if (!second) throw new Error('no version');
  await deleteVersion(library, second.id, () => 'image');
  expect((await last())?.hashes).toContain(second.blobHash);
});

test('a step that touches one row twice goes back to the beginning, and forth to the end', async () => {
  const { library, id, title } = await one();
  const asset = await library.db.assets.get(id);
  if (!asset) throw new Error('no asset');
  await undoable(
    library,
    () => ({ deed: told('twice')(), assetIds: [id] }),
    async (write) => {
      await write.patch('assets', [{ row: asset, change: { title: 'a' } }]);
      await write.patch('assets', [{ row: { ...asset, title: 'a' }, change: { title: 'b' } }]);
    },
  );
  await step(library, 'undo');
  expect(await title()).toBe('');
  await step(library, 'redo');
  expect(await title()).toBe('b');
  await step(library, 'undo');
  expect(await title()).toBe('');
});

test('"Undo" in a message is about its own step', async () => {
  const { library, id, title } = await one();
  await retitle(library, id, 'a');
  const mine = (await undoState(library)).undo?.id;
  await retitle(library, id, 'b');
  expect(await step(library, 'undo', mine)).toBeUndefined();
  expect(await step(library, 'undo', newId<UndoId>())).toBeUndefined();
  expect(await title()).toBe('b');
  await step(library, 'undo');
  expect(await step(library, 'undo', mine)).toEqual(told('a')());
  expect(await title()).toBe('');
});

test('a hundred steps are kept; the oldest goes', async () => {
  const { library, id } = await one();
  await retitle(library, id, 'first');
  await library.db.undo.bulkAdd(
    Array.from({ length: 99 }, (_, i) => ({
      id: newId<UndoId>(),
      at: i,
      deed: told(`${i}`)(),
      undone: 0 as const,
      changes: [],
      hashes: [],
    })),
  );
  const words = async () => (await library.db.undo.toArray()).map(wordsOf);
  expect((await words()).length).toBe(100);
  await retitle(library, id, 'last');
  const now = await words();
  expect(now.length).toBe(100);
  expect(now).not.toContain('first');
  expect(now.at(-1)).toBe('last');
});

test('what was changed is told of by its kind, when it is done and when it is taken back', async () => {
  const { library, id } = await one();
  const category = await toldOf(() => createCategory(library, 'Sea'));
  expect(category).toEqual({ undo: true, categories: true });
  expect(await toldOf(() => step(library, 'undo'))).toEqual(category);
  expect(await toldOf(() => addNote(library, [id], 'x'))).toEqual({ undo: true, notes: true, assets: [id] });
  const { id: day } = await addToCollection(library, [], { to: { name: 'Day', profileId: 'original' } });
  // Of this one nothing is changed but what is in it.
  const collected = await toldOf(() => addToCollection(library, [id], { to: day }));
  expect(collected).toEqual({ undo: true, collections: true, assets: [id] });
  expect(await toldOf(() => step(library, 'undo'))).toEqual(collected);
});

test('a step that names others too stays, without what is gone', async () => {
  const { library, ids } = await filled(2);
  const [first, second] = ids as [AssetId, AssetId];
  await editAssets(library, ids, titled('Both'), { deed: told('both') });
  await deleteAssets(library, [first]);
  await purgeAssets(library, [first]);
  expect((await library.db.undo.toArray()).map(({ changes }) => changes.map(({ key }) => key))).toEqual([[second]]);
  await step(library, 'undo');
  expect((await library.db.assets.toArray()).map(({ id, title }) => [id, title])).toEqual([[second, '']]);
});
