import { expect, test } from 'vitest';
import { filled } from '../../tests/support/libraries';
import { into } from '../../tests/support/scene';
import { told } from '../../tests/support/told';
import { contents, expectOwners } from '../../tests/support/whole';
import type { AssetId, BlobHash } from '../domain/ids';
import { readBytes } from './assets';
import { createCategory, deleteCategory } from './categories';
import { cloneAssets } from './clone';
import { itemsOf, membersOf } from './collections';
import { editAssets } from './edit';
import { addToCollection, deleteCollection, moveInCollection, setItemProfile } from './edit-collections';
import { addNote } from './notes';
import { deleteAssets, purgeAssets, restoreAssets } from './trash';
import { step } from './undo';

test('delete and restore: nothing happened', async () => {
  const { library, ids } = await filled(3);
  const category = await createCategory(library, 'People');
  await editAssets(library, ids, into(category), { deed: told('sorted') });
  const before = await contents(library);
  await deleteAssets(library, ids.slice(0, 2));
  expect(await library.db.assets.where('[deletedAt+createdAt]').between([0, 0], [0, Infinity]).count()).toBe(1);
  await restoreAssets(library, ids.slice(0, 2));
  expect(await contents(library)).toBe(before);
});

test('collections: deleting and restoring keeps an asset’s place and profile; purging takes it out', async () => {
  const { library, ids } = await filled(3);
  const [first, second, third] = ids as [AssetId, AssetId, AssetId];
  const { id } = await addToCollection(library, ids, { to: { name: 'Day', profileId: 'web-1600' } });
  await setItemProfile(library, id, second, 'print-300');
  await moveInCollection(library, id, [third], 0);
  const order = async () => (await membersOf(library, id)).map(({ asset }) => asset.id);
  expect(await order()).toEqual([third, first, second]);
  const before = await contents(library);
  await deleteAssets(library, [first, second]);
  expect(await order()).toEqual([third]);
  await restoreAssets(library, [first, second]);
  expect(await contents(library)).toBe(before);
  expect((await itemsOf(library, id)).at(-1)?.profileId).toBe('print-300');
  await deleteAssets(library, [first]);
  await purgeAssets(library, [first]);
  expect((await itemsOf(library, id)).map((item) => item.assetId)).toEqual([third, second]);
  // Deleting the collection leaves the assets alone.
  await deleteCollection(library, id);
  expect(await library.db.assets.count()).toBe(2);
  expect(await library.db.collectionItems.count()).toBe(0);
  await step(library, 'undo');
  expect(await order()).toEqual([third, second]);
});

test('a category that went while an asset was deleted is not there after restoring', async () => {
  const { library, ids } = await filled(1);
  const category = await createCategory(library, 'Gone');
  await editAssets(library, ids, into(category), { deed: told('sorted') });
  await deleteAssets(library, ids);
  await deleteCategory(library, category);
  await restoreAssets(library, ids);
  expect((await library.db.assets.toArray())[0]?.categoryIds).toEqual([]);
});

test.each(['blobs', 'chunks'] as const)('purging: bytes go when nothing points to them (%s)', async (way) => {
  const { library, ids } = await filled(3, way);
  const [first, second] = ids as [AssetId, AssetId];
  const [clone] = (await cloneAssets(library, [first])) as [AssetId];
  await addNote(library, [first, second], 'note');
  await deleteAssets(library, [first, second]);
  await purgeAssets(library, [first, second]);
  expect(await library.db.assets.count()).toBe(2);
  expect(await library.db.notes.count()).toBe(0);
  // The clone shares its bytes with what is gone.
  const kept = await library.db.assets.get(clone);
  expect(await (await readBytes(library, kept?.blobHash as BlobHash, 'image/jpeg')).text()).toBe('file 0');
  await expectOwners(library);
  // Nothing that is undone brings back half of what is gone.
  while (await step(library, 'undo'));
  await expectOwners(library);
  expect(await library.db.assets.get(first)).toBeUndefined();
});
