import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { told, wordsOf } from '../../tests/support/told';
import type { Edit } from '../domain/bulk-edit';
import { type AssetId, type BlobHash, type CategoryId, newId } from '../domain/ids';
import { storeArrival } from './arrivals';
import { allCategories, createCategory, deleteCategory, editCategory, moveCategory } from './categories';
import { cloneAssets, duplicateMetadata } from './clone';
import { type OpenLibrary, openLibrary } from './db';
import { editAssets, editEach } from './edit';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
} from './edit-collections';
import { finishUpload } from './finish-upload';
import type { NewFile } from './first-version';
import { addNote, deleteNote, editNote, notesOf } from './notes';
import { sweepOrphans } from './sweep';
import { deleteAssets, purgeAssets, purgeDue, restoreAssets } from './trash';
import { step, undoState } from './undo';
import { beginUpload, extendUpload } from './uploads';
import { addVersion, deleteVersion, makeCurrent, versionsOf } from './versions';

/** What was confirmed here, and what another tab did before it was done: two connections to one library. */
const opened: OpenLibrary[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { db } of opened.splice(0)) {
    if (db.isOpen()) await db.delete();
  }
});

async function twoTabs(): Promise<[OpenLibrary, OpenLibrary]> {
  const name = `test-${newId()}`;
  const here = await openLibrary({ name, bytes: 'blobs' });
  const there = await openLibrary({ name, bytes: 'blobs' });
  opened.push(here);
  return [here, there];
}

async function fileOf(text: string): Promise<NewFile> {
  const file = new File([text], `${text}.bin`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  const mime = 'application/octet-stream';
  return { file, fileName: file.name, modifiedAt: 1, hash, mime, kind: 'other', toExamine: false, embedded: {} };
}

async function arrive(library: OpenLibrary, ...texts: string[]): Promise<AssetId[]> {
  const uploadId = await beginUpload(library, []);
  const ids: AssetId[] = [];
  for (const [uploadIndex, text] of texts.entries()) {
    const arrival = { ...(await fileOf(text)), uploadId, uploadIndex, origin: 'upload' as const, values: {} };
    ids.push((await storeArrival(library, arrival)).id);
  }
  await finishUpload(library, uploadId);
  return ids;
}

const titled = (value: string): Edit => ({ fields: { title: { type: 'set', value } }, categories: null });
const into = (id: CategoryId): Edit => ({ fields: {}, categories: { type: 'change', add: [id], remove: [] } });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  );

test('what was restored since "Delete permanently" was asked stays, with its versions, notes, steps and bytes', async () => {
  const [here, there] = await twoTabs();
  const ids = await arrive(here, 'one', 'two', 'three');
  const [one, two] = ids as [AssetId, AssetId];
  await addNote(here, ids, 'note');
  await deleteAssets(here, ids);
  // The dialog is open here; another tab, or Ctrl+Z above the dialog, brings some back.
  await restoreAssets(there, [one]);
  expect(await purgeAssets(here, ids)).toEqual({ gone: ids.slice(1), kept: 1 });
  expect(await here.db.assets.toCollection().primaryKeys()).toEqual([one]);
  expect((await notesOf(here, one)).length).toBe(1);
  expect((await versionsOf(here, one)).length).toBe(1);
  expect(await here.db.blobs.count()).toBe(1);
  expect(await purgeAssets(here, [two])).toEqual({ gone: [], kept: 0 });
  expect(await purgeAssets(here, [one])).toEqual({ gone: [], kept: 1 });
});

test('whatever is deleted and restored meanwhile, exactly what is in Deleted goes for good', async () => {
  const operation = fc.record({
    restore: fc.boolean(),
    pick: fc.array(fc.nat(3), { maxLength: 3 }),
    undo: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 6 }), async (operations) => {
      const [here, there] = await twoTabs();
      const ids = await arrive(here, 'one', 'two', 'three', 'four');
      await deleteAssets(here, ids);
      for (const { restore, pick, undo } of operations) {
        const some = [...new Set(pick)].map((i) => ids[i] as AssetId);
        if (undo) await step(there, 'undo');
        else if (some.length > 0) await (restore ? restoreAssets(there, some) : deleteAssets(there, some));
      }
      const living = (await here.db.assets.toArray()).filter((asset) => asset.deletedAt === 0).map((asset) => asset.id);
      await purgeAssets(here, ids);
      expect(await here.db.assets.toCollection().primaryKeys()).toEqual(living);
      await sweepOrphans(here);
      expect(await here.db.blobs.count()).toBe(living.length);
    }),
    { numRuns: 10 },
  );
});

test('what was found due and then restored, or deleted anew, does not go when its time is over', async () => {
  const [here, there] = await twoTabs();
  const ids = await arrive(here, 'one', 'two', 'three');
  const DAY = 24 * 60 * 60 * 1000;
  const start = Date.now();
  await deleteAssets(here, ids);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(start + 20 * DAY);
  await purgeDue(here, 19);
  clock.mockReturnValue(start + 22 * DAY);
  // Between the list of what is due and the transaction that removes.
  const all = here.db.settings.get.bind(here.db.settings);
  vi.spyOn(here.db.settings, 'get').mockImplementation((async (key: string) => {
    await restoreAssets(there, ids.slice(0, 2));
    await deleteAssets(there, ids.slice(1, 2));
    return all(key);
  }) as never);
  expect((await purgeDue(here, 19)).purged).toBe(1);
  expect(await here.db.assets.toCollection().primaryKeys()).toEqual(ids.slice(0, 2));
});

test('what is done to assets that are gone is refused by name, and writes no row that belongs to nothing', async () => {
  const [here, there] = await twoTabs();
  const [gone, kept] = (await arrive(here, 'gone', 'kept')) as [AssetId, AssetId];
  const { id } = await addToCollection(here, [kept], { to: { name: 'Day', profileId: 'original' } });
  await deleteAssets(there, [gone]);
  await purgeAssets(there, [gone]);
  const file = await fileOf('file');
  const version = { comment: '', values: {}, categoryIds: null };
  for (const work of [
    () => editAssets(here, [gone], titled('x'), { deed: told('edited') }),
    () => editEach(here, new Map([[gone, titled('x')]]), told('read')),
    () => deleteAssets(here, [gone]),
    () => restoreAssets(here, [gone]),
    () => addNote(here, [gone], 'note'),
    () => cloneAssets(here, [gone]),
    () => addVersion(here, gone, file, version),
    () => duplicateMetadata(here, gone, file, { values: {}, categoryIds: [] }),
    () => addToCollection(here, [gone], { to: id }),
    () => addToCollection(here, [gone], { to: { name: 'Night', profileId: 'original' } }),
  ]) {
    expect(await codeOf(work())).toBe('assets-gone');
  }
  expect(await here.db.notes.count()).toBe(0);
  expect(await here.db.collections.count()).toBe(1);
  expect(await here.db.collectionItems.count()).toBe(1);
  // With one that is there it is done for that one, and said for how many.
  const both = [gone, kept];
  expect((await editAssets(here, both, titled('y'), { deed: (count) => told(`edited ${count}`)() })).there).toBe(1);
  expect(wordsOf((await undoState(here)).undo)).toBe('edited 1');
  expect(await addNote(here, both, 'note')).toBe(1);
  expect(await cloneAssets(here, both)).toHaveLength(1);
  expect((await addToCollection(here, both, { to: id })).count).toBe(1);
  expect(await deleteAssets(here, both)).toBe(1);
  expect(wordsOf((await undoState(here)).undo)).toBe('deleted 1 asset');
  expect(await editAssets(here, both, titled('z'), { deed: told('edited') })).toMatchObject({ there: 1, deleted: 1 });
  const [copy] = await cloneAssets(here, both);
  expect((await here.db.assets.get(copy as AssetId))?.deletedAt).toBe(0);
});

test('a category that was deleted meanwhile is given to nothing, and nothing else of the edit is written either', async () => {
  const [here, there] = await twoTabs();
  const [id] = (await arrive(here, 'one')) as [AssetId];
  const sea = await createCategory(here, 'Sea');
  const land = await createCategory(here, 'Land');
  await editAssets(here, [id], into(land), { deed: told('sorted') });
  await deleteCategory(there, sea);
  const edit: Edit = { fields: titled('typed').fields, categories: { type: 'set', ids: [sea] } };
  expect(await codeOf(editAssets(here, [id], edit, { deed: told('edited') }))).toBe('category-gone');
  expect(await codeOf(editAssets(here, [id], into(sea), { deed: told('sorted') }))).toBe('category-gone');
  const file = await fileOf('file');
  const categoryIds = [sea];
  expect(await codeOf(addVersion(here, id, file, { comment: '', values: {}, categoryIds }))).toBe('category-gone');
  expect(await codeOf(duplicateMetadata(here, id, file, { values: {}, categoryIds }))).toBe('category-gone');
  expect(await here.db.assets.toArray()).toMatchObject([{ title: '', categoryIds: [land], versionCount: 1 }]);
  // Taking it away from assets needs no category that is there.
  const without: Edit = { fields: {}, categories: { type: 'change', add: [], remove: [sea, land] } };
  await editAssets(here, [id], without, { deed: told('sorted') });
  // A whole upload is not held up by it.
  const uploadId = await beginUpload(here, []);
  const arrival = { ...(await fileOf('two')), uploadId, uploadIndex: 0, origin: 'upload' as const, values: {} };
  const two = (await storeArrival(here, arrival)).id;
  const all: Edit = { fields: {}, categories: { type: 'change', add: [sea, land], remove: [] } };
  // Nor what is given to a single file, as folders are; also where that comes later.
  await extendUpload(here, uploadId, [{ name: 'late', bytes: 4 }], [], 1);
  await finishUpload(here, uploadId, { all, single: { 0: into(sea), 1: into(sea) } });
  const late = await storeArrival(here, { ...arrival, ...(await fileOf('late')), uploadIndex: 1 });
  for (const each of [two, late.id]) expect((await here.db.assets.get(each))?.categoryIds).toEqual([land]);
});

test('of two tabs that move categories into each other one is refused, and nothing is hidden', async () => {
  const [here, there] = await twoTabs();
  const [a, b] = [await createCategory(here, 'A'), await createCategory(here, 'B')];
  const outcomes = await Promise.all([codeOf(moveCategory(here, a, b, 0)), codeOf(moveCategory(there, b, a, 0))]);
  expect(outcomes.sort()).toEqual(['category-circle', 'done']);
  const c = await createCategory(here, 'C');
  await deleteCategory(there, c);
  expect(await codeOf(moveCategory(here, a, c, 0))).toBe('category-gone');
  expect(await codeOf(moveCategory(here, c, null, 0))).toBe('category-gone');
  expect(await codeOf(editCategory(here, c, { name: 'D', parentId: null }))).toBe('category-gone');
  expect(await codeOf(createCategory(here, 'D', c))).toBe('category-gone');
  expect(await codeOf(deleteCategory(here, c))).toBe('category-gone');
  expect(await here.db.categories.count()).toBe(2);
});

test('a circle that an older program wrote can be mended by moving, and deleting in it hides nothing', async () => {
  const [here] = await twoTabs();
  const [a, b, c] = [
    await createCategory(here, 'A'),
    await createCategory(here, 'B'),
    await createCategory(here, 'C'),
  ] as [CategoryId, CategoryId, CategoryId];
  const circle = async () => {
    await here.db.categories.update(a, { parentId: b });
    await here.db.categories.update(b, { parentId: a });
    await here.db.categories.update(c, { parentId: b });
  };
  await circle();
  expect((await allCategories(here)).map(({ parentId }) => parentId)).toEqual([null, a, b]);
  await moveCategory(here, a, c, 0).catch(() => {});
  await moveCategory(here, b, null, 0);
  expect((await here.db.categories.get(b))?.parentId).toBe(null);
  await circle();
  await deleteCategory(here, b);
  expect(await here.db.categories.toArray()).toMatchObject([
    { id: a, parentId: null },
    { id: c, parentId: a },
  ]);
  await step(here, 'undo');
  await deleteCategory(here, a);
  expect(await here.db.categories.toArray()).toMatchObject([
    { id: b, parentId: null },
    { id: c, parentId: b },
  ]);
});

test('collections, notes and versions that were deleted meanwhile are refused by name', async () => {
  const [here, there] = await twoTabs();
  const [id] = (await arrive(here, 'one')) as [AssetId];
  const day = await addToCollection(here, [id], { to: { name: 'Day', profileId: 'original' } });
  await addNote(here, [id], 'note');
  const [note] = await notesOf(here, id);
  await addVersion(here, id, await fileOf('second'), { comment: '', values: {}, categoryIds: null });
  await addVersion(here, id, await fileOf('third'), { comment: '', values: {}, categoryIds: null });
  const [first, second, third] = await versionsOf(here, id);
  if (!note || !first || !second || !third) throw new Error('not made');
  await deleteCollection(there, day.id);
  await deleteNote(there, note.id);
  await deleteVersion(there, second.id, () => 'other');
  for (const [code, work] of [
    ['collection-gone', () => addToCollection(here, [id], { to: day.id })],
    ['collection-gone', () => removeFromCollection(here, day.id, [id])],
    ['collection-gone', () => moveInCollection(here, day.id, [id], 0)],
    ['collection-gone', () => editCollection(here, day.id, { name: 'Night' })],
    ['collection-gone', () => deleteCollection(here, day.id)],
    ['note-gone', () => editNote(here, note.id, 'other')],
    ['note-gone', () => deleteNote(here, note.id)],
    ['version-gone', () => deleteVersion(here, second.id, () => 'other')],
    ['version-gone', () => makeCurrent(here, second.id, { withMetadata: false, kindOf: () => 'other' })],
  ] as const) {
    expect(await codeOf(work())).toBe(code);
  }
  expect(await here.db.collectionItems.count()).toBe(0);
  // The newest that remains is looked for when it is deleted, not when it was asked.
  await deleteVersion(here, third.id, () => 'other');
  expect((await here.db.assets.get(id))?.currentVersionId).toBe(first.id);
  const outcomes = await Promise.all([
    codeOf(deleteVersion(here, first.id, () => 'other')),
    codeOf(addVersion(there, id, await fileOf('fourth'), { comment: '', values: {}, categoryIds: null })),
  ]);
  expect(['done last-version', 'done done']).toContain(outcomes.reverse().join(' '));
});

test('"Undo" of a message is about the step of its own tab', async () => {
  const [here, there] = await twoTabs();
  const [one, two] = (await arrive(here, 'one', 'two')) as [AssetId, AssetId];
  const made: string[] = [];
  const own = { ...here, onStep: (id: string) => made.push(id) };
  await Promise.all([
    editAssets(own, [one], titled('here'), { deed: told('here') }),
    editAssets(there, [two], titled('there'), { deed: told('there') }),
  ]);
  expect(made).toHaveLength(1);
  expect(wordsOf(await here.db.undo.get(made[0] as string))).toBe('here');
});

test('a step whose rows are gone keeps the bytes that it would bring back', async () => {
  const [here] = await twoTabs();
  const [id] = (await arrive(here, 'one')) as [AssetId];
  await addVersion(here, id, await fileOf('second'), { comment: '', values: {}, categoryIds: null });
  const [first] = await versionsOf(here, id);
  // As a program left it that took steps back in another order: the asset's row and its first version's are not there.
  const asset = await here.db.assets.get(id);
  await here.db.assets.delete(id);
  await here.db.versions.delete(first?.id as string);
  await sweepOrphans(here);
  await step(here, 'undo');
  await sweepOrphans(here);
  await step(here, 'redo');
  await sweepOrphans(here);
  expect(await here.db.blobs.get(first?.blobHash as string)).toBeDefined();
  // And what an asset shows is kept, also where the row of its version is lost.
  await here.db.undo.clear();
  await here.db.versions.clear();
  await here.db.assets.put(asset as never);
  await sweepOrphans(here);
  expect(await here.db.blobs.get(asset?.blobHash as string)).toBeDefined();
});
