import { expect, test } from 'vitest';
import { filled } from '../../tests/support/libraries';
import type { AssetId } from '../domain/ids';
import { collectionSummaries } from './collections';
import { addToCollection, editCollection, setItemProfile } from './edit-collections';

/** Three assets in a collection whose profile is "original", and what its card shows. */
async function collected() {
  const { library, ids } = await filled(3);
  const { id } = await addToCollection(library, ids, { to: { name: 'Day', profileId: 'original' } });
  const summary = async () => (await collectionSummaries(library))[0];
  return { library, ids: ids as [AssetId, AssetId, AssetId], id, summary };
}

test('a card shows the chosen cover, else the first', async () => {
  const { library, ids, id, summary } = await collected();
  expect(await summary()).toMatchObject({ cover: ids[0], count: 3 });
  await editCollection(library, id, { coverId: ids[1] });
  expect((await summary())?.cover).toBe(ids[1]);
});

test('an item goes out as it says, else as its collection does', async () => {
  const { library, ids, id, summary } = await collected();
  await setItemProfile(library, id, ids[1], 'web-1600');
  const profiles = (await summary())?.members.map(({ asset, profileId }) => [asset.id, profileId]);
  expect(profiles).toEqual([
    [ids[0], 'original'],
    [ids[1], 'web-1600'],
    [ids[2], 'original'],
  ]);
});
