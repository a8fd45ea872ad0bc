import { Dexie } from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { makeScene } from '../../tests/support/scene';
import { wordsOf } from '../../tests/support/told';
import { deedWords } from '../domain/deed-words';
import { type AssetId, newId, type UndoId } from '../domain/ids';
import { assetActivity, libraryActivity } from './activity';
import { LibraryDb, type OpenLibrary, openLibrary } from './db';
import { addNote } from './notes';
import { step, undoState } from './undo';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

/** A library as a program of version 5 left it, which kept sentences. */
async function olderLibrary(): Promise<{ name: string; id: AssetId }> {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const [id] = scene.ids;
  const asset = await scene.library.db.assets.get(id);
  const name = `test-${newId()}`;
  const old = new LibraryDb(name, 5);
  await old.open();
  await old.table('assets').add({ ...asset, title: 'Harbour' });
  await old.table('activity').bulkAdd([
    { at: 1, who: 'Mia', what: 'edited Title of 1 asset', count: 1, assetIds: [id], many: '', big: 0 },
    { at: 2, who: '', what: 'undid: deleted 3 assets', count: 300, assetIds: [], many: id, big: 1 },
  ]);
  await old.table('undo').add({
    id: newId<UndoId>(),
    at: 1,
    what: 'edited Title of 1 asset',
    undone: 0,
    changes: [{ type: 'patch', table: 'assets', key: id, assetId: id, before: { title: 'Sea' } }],
    hashes: [],
  });
  old.close();
  return { name, id };
}

test('what an older program told stays in its words, is undone and done again', async () => {
  const { name, id } = await olderLibrary();
  const library = await openLibrary({ name });
  opened.push(library);
  const lines = async () => (await libraryActivity(library)).map(({ who, deed }) => `${who}: ${deedWords(deed)}`);
  const before = [': undid: deleted 3 assets', 'Mia: edited Title of 1 asset'];
  expect(await lines()).toEqual(before);
  expect((await assetActivity(library, id)).map(({ deed }) => deedWords(deed))).toEqual([
    'undid: deleted 3 assets',
    'edited Title of 1 asset',
  ]);
  const words = async () => {
    const { undo, redo } = await undoState(library);
    return { undo: wordsOf(undo), redo: wordsOf(redo) };
  };
  expect(await words()).toEqual({ undo: 'edited Title of 1 asset', redo: undefined });
  expect(await step(library, 'undo')).toEqual({ type: 'told', text: 'edited Title of 1 asset' });
  expect((await library.db.assets.get(id))?.title).toBe('Sea');
  expect(await words()).toEqual({ undo: undefined, redo: 'edited Title of 1 asset' });
  await step(library, 'redo');
  expect((await library.db.assets.get(id))?.title).toBe('Harbour');
  await addNote(library, [id], 'A note');
  expect(await lines()).toEqual([
    ': added a note',
    ': redid: edited Title of 1 asset',
    ': undid: edited Title of 1 asset',
    ...before,
  ]);
  expect(await words()).toEqual({ undo: 'added a note', redo: undefined });
});

test('a table that nothing was ever in goes', async () => {
  const { name } = await olderLibrary();
  const library = await openLibrary({ name });
  opened.push(library);
  library.db.close();
  const raw = await new Dexie(name).open();
  expect(raw.tables.map((table) => table.name)).not.toContain('exportProfiles');
  raw.close();
});

test('deeds are kept, not their words', async () => {
  const { library } = await makeScene('blobs');
  opened.push(library);
  const rows = [...(await library.db.activity.toArray()), ...(await library.db.undo.toArray())];
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) expect(Object.keys(row)).not.toContain('what');
  const [last] = await libraryActivity(library);
  expect(last?.deed).toEqual({ type: 'delete', count: 1 });
});
