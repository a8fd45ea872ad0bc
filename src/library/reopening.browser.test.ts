import { expect, test } from 'vitest';
import { filled, fresh } from '../../tests/support/libraries';
import { titled } from '../../tests/support/scene';
import { told, wordsOf } from '../../tests/support/told';
import type { Asset } from '../domain/asset';
import { newId } from '../domain/ids';
import { libraryActivity } from './activity';
import { itemsOf } from './collections';
import { LibraryDb, openLibrary } from './db';
import { editAssets } from './edit';
import { addToCollection } from './edit-collections';
import { step, undoState } from './undo';

test('steps are kept over reopening, and activity tells who did what', async () => {
  const { library, ids } = await filled(1);
  library.author = 'Mia';
  await editAssets(library, ids, titled('New title'), { deed: told('edited Title') });
  library.db.close();
  const again = await openLibrary({ name: library.db.name });
  expect(wordsOf((await undoState(again)).undo)).toBe('edited Title');
  expect((await libraryActivity(again))[0]).toMatchObject({ who: 'Mia', deed: told('edited Title')() });
  await step(again, 'undo');
  expect((await again.db.assets.toArray())[0]?.title).toBe('');
  again.db.close();
});

test.each([1, 2, 4, 5, 6])('a library of version %i opens and is migrated', async (version) => {
  const name = `test-${newId()}`;
  const old = new LibraryDb(name, version);
  await old.open();
  const { library, ids } = await filled(1);
  const [asset] = await library.db.assets.toArray();
  await old.assets.add(asset as Asset);
  old.close();
  const now = await fresh('blobs', name);
  expect(await now.db.assets.count()).toBe(1);
  await editAssets(now, ids, titled('New title'), { deed: told('edited') });
  await step(now, 'undo');
  expect(await now.db.embedded.count()).toBe(0);
  const { id } = await addToCollection(now, ids, { to: { name: 'New', profileId: 'original' } });
  expect((await itemsOf(now, id)).map((item) => item.assetId)).toEqual(ids);
});
