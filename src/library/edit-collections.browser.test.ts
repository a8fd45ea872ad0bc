import { expect, test } from 'vitest';
import { filled } from '../../tests/support/libraries';
import type { AssetId } from '../domain/ids';
import { collectionSummaries, membersOf } from './collections';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from './edit-collections';
import { step } from './undo';

/** Three assets in a collection whose profile is "original". */
async function collected() {
  const { library, ids } = await filled(3);
  const { id } = await addToCollection(library, ids, { to: { name: 'Day', profileId: 'original' } });
  const lastChanges = async () => (await library.db.undo.orderBy('id').last())?.changes.map(({ table }) => table);
  const summary = async () => (await collectionSummaries(library))[0];
  return { library, ids: ids as [AssetId, AssetId, AssetId], id, lastChanges, summary };
}

test('a cover that is taken out is none, and comes back with its asset', async () => {
  const { library, ids, id, summary } = await collected();
  await editCollection(library, id, { coverId: ids[1] });
  await removeFromCollection(library, id, [ids[2]]);
  expect((await library.db.collections.get(id))?.coverId).toBe(ids[1]);
  await removeFromCollection(library, id, [ids[1]]);
  expect((await library.db.collections.get(id))?.coverId).toBeNull();
  await step(library, 'undo');
  expect((await summary())?.cover).toBe(ids[1]);
});

test('what stands where it stood is not written', async () => {
  const { library, ids, id, lastChanges } = await collected();
  await moveInCollection(library, id, [ids[2]], 1);
  expect((await membersOf(library, id)).map(({ asset }) => asset.id)).toEqual([ids[0], ids[2], ids[1]]);
  expect(await lastChanges()).toEqual(['collectionItems', 'collectionItems']);
  const steps = await library.db.undo.count();
  await moveInCollection(library, id, [ids[2]], 1);
  expect(await library.db.undo.count()).toBe(steps);
});

test('what is as it was is no step', async () => {
  const { library, ids, id } = await collected();
  const before = await library.db.collections.get(id);
  await editCollection(library, id, { name: 'Day', profileId: 'original' });
  await setItemProfile(library, id, ids[0], null);
  await addToCollection(library, ids, { to: id });
  expect(await library.db.undo.count()).toBe(1);
  expect(await library.db.collections.get(id)).toEqual(before);
  await editCollection(library, id, { name: 'Night' });
  expect(await library.db.undo.count()).toBe(2);
});

test('items go with their collection and come back with it; others stay', async () => {
  const { library, ids, id } = await collected();
  const other = await addToCollection(library, ids.slice(1), { to: { name: 'Other', profileId: 'original' } });
  expect(await deleteCollection(library, id)).toBe('Day');
  expect((await library.db.collectionItems.toArray()).map(({ collectionId }) => collectionId)).toEqual([
    other.id,
    other.id,
  ]);
  expect(await library.db.assets.count()).toBe(3);
  await step(library, 'undo');
  expect((await membersOf(library, id)).length).toBe(3);
});
