import { afterEach, expect, test, vi } from 'vitest';
import { failWrites, REFUSALS } from '../../tests/support/failing-writes';
import { filled } from '../../tests/support/libraries';
import { told } from '../../tests/support/told';
import { type AssetId, newId } from '../domain/ids';
import { libraryActivity } from './activity';
import type { OpenLibrary } from './db';
import { editAssets } from './edit';
import { addToCollection } from './edit-collections';
import { addNote } from './notes';
import { deleteAssets, purgeAssets, purgeDue, restoreAssets } from './trash';
import { step } from './undo';

const DAY = 24 * 60 * 60 * 1000;

afterEach(() => vi.restoreAllMocks());

const deletedAt = async (library: OpenLibrary, id: AssetId) => (await library.db.assets.get(id))?.deletedAt;

test('what is gone is neither deleted nor restored; what is left of many is', async () => {
  const { library, ids } = await filled(1);
  const gone = newId<AssetId>();
  for (const verb of [deleteAssets, restoreAssets])
    await expect(verb(library, [gone])).rejects.toMatchObject({ code: 'assets-gone' });
  expect(await deleteAssets(library, [...ids, gone])).toBe(1);
});

test('what is deleted already keeps its day, and is not counted anew', async () => {
  const { library, ids } = await filled(2);
  const [first] = ids as [AssetId];
  const start = Date.now();
  const clock = vi.spyOn(Date, 'now').mockReturnValue(start);
  await deleteAssets(library, [first]);
  clock.mockReturnValue(start + DAY);
  expect(await deleteAssets(library, ids)).toBe(2);
  expect(await deletedAt(library, first)).toBe(start);
  expect((await libraryActivity(library))[0]).toMatchObject({ deed: { type: 'delete', count: 1 } });
  await step(library, 'undo');
  expect(await deletedAt(library, first)).toBe(start);
});

test('only what is in Deleted goes for good, with its versions, notes and places, and its bytes', async () => {
  const { library, ids } = await filled(2);
  const [first, second] = ids as [AssetId, AssetId];
  await addNote(library, ids, 'note');
  await addToCollection(library, ids, { to: { name: 'Day', profileId: 'original' } });
  await deleteAssets(library, [first]);
  expect(await purgeAssets(library, [...ids, newId<AssetId>()])).toEqual({ gone: [first], kept: 1 });
  const { db } = library;
  expect(await db.assets.toCollection().primaryKeys()).toEqual([second]);
  for (const table of [db.versions, db.notes, db.collectionItems])
    expect((await table.toArray()).map(({ assetId }) => assetId)).toEqual([second]);
  expect(await db.blobs.count()).toBe(1);
});

test.each(REFUSALS)('on a full disk that refuses %s, steps that would be written anew go whole', async (refusal) => {
  const { library, ids } = await filled(2);
  const [first, second] = ids as [AssetId, AssetId];
  const edit = { fields: { title: { type: 'set' as const, value: 'Both' } }, categories: null };
  await editAssets(library, ids, edit, { deed: told('both') });
  await deleteAssets(library, [first]);
  const failing = failWrites(1, refusal);
  const purged = await purgeAssets(library, [first]).finally(() => failing.restore());
  expect(purged).toEqual({ gone: [first], kept: 0 });
  expect(failing.met).toBe(true);
  expect(await library.db.undo.count()).toBe(0);
  expect(await library.db.assets.toCollection().primaryKeys()).toEqual([second]);
});

test('what was restored, or deleted anew, since it was found due stays', async () => {
  const { library, ids } = await filled(3);
  const start = Date.now();
  const clock = vi.spyOn(Date, 'now').mockReturnValue(start);
  await deleteAssets(library, ids);
  clock.mockReturnValue(start + 20 * DAY);
  await purgeDue(library, 19);
  clock.mockReturnValue(start + 22 * DAY);
  // Between the list of what is due and the transaction that removes.
  const { settings } = library.db;
  const read = settings.get.bind(settings);
  vi.spyOn(settings, 'get').mockImplementationOnce((async (key: string) => {
    await restoreAssets(library, ids.slice(0, 2));
    await deleteAssets(library, ids.slice(1, 2));
    return read(key);
  }) as never);
  expect((await purgeDue(library, 19)).purged).toBe(1);
  expect(await library.db.assets.toCollection().primaryKeys()).toEqual(ids.slice(0, 2));
});
