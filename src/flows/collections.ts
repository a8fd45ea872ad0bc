import type { Collection } from '../domain/collection';
import type { AssetId, CollectionId } from '../domain/ids';
import * as rows from '../library/edit-collections';
import type { Library } from '../library/library';
import { collections } from '../state/collections';
import { go, route } from '../state/route';
import { unselect } from '../state/selection';
import { plural } from '../text/format';
import { butGone } from './gone';
import { change } from './undo';

const nameOf = (id: CollectionId) => collections.peek()?.find((each) => each.id === id)?.name ?? '';

/**
 * @param profileId how the added assets go out; null goes as the collection
 * @returns whether it was done
 */
export async function addToCollection(
  ids: readonly AssetId[],
  to: CollectionId,
  profileId: string | null,
): Promise<boolean> {
  const work = (own: Library) => rows.addToCollection(own, ids, { to, profileId });
  const done = ({ name, count }: rows.Collected) =>
    `${plural(count, 'asset')} in “${name}”.${butGone(ids.length, count)}`;
  return change(work, done, 'Nothing was added.');
}

/** Makes a collection, with assets in it where some are given. @returns its id; undefined where it failed */
export async function createCollection(
  name: string,
  profileId: string,
  ids: readonly AssetId[] = [],
): Promise<CollectionId | undefined> {
  let made: CollectionId | undefined;
  const work = async (own: Library) => {
    const collected = await rows.addToCollection(own, ids, { to: { name, profileId } });
    made = collected.id;
    return collected;
  };
  const done = ({ count }: rows.Collected) =>
    count > 0
      ? `${plural(count, 'asset')} in the new collection “${name}”.${butGone(ids.length, count)}`
      : `Collection “${name}” was made.`;
  await change(work, done, 'The collection was not made.');
  return made;
}

export async function removeFromCollection(id: CollectionId, ids: readonly AssetId[]): Promise<void> {
  const done = (count: number) =>
    count > 0
      ? `${plural(count, 'asset')} taken out of “${nameOf(id)}”. They are still in the library.`
      : `They were not in “${nameOf(id)}” any more.`;
  if (await change((own) => rows.removeFromCollection(own, id, ids), done, 'Nothing was taken out.')) unselect(ids);
}

export async function moveInCollection(id: CollectionId, ids: readonly AssetId[], index: number): Promise<void> {
  await change((own) => rows.moveInCollection(own, id, ids, index), null, 'The order was not changed.');
}

export async function editCollection(
  id: CollectionId,
  settings: Partial<Pick<Collection, 'name' | 'profileId' | 'coverId'>>,
): Promise<boolean> {
  const done = settings.coverId ? 'The cover was changed.' : null;
  return change((own) => rows.editCollection(own, id, settings), done, 'The collection was not changed.');
}

export async function setItemProfile(id: CollectionId, assetId: AssetId, profileId: string | null): Promise<void> {
  await change((own) => rows.setItemProfile(own, id, assetId, profileId), null, 'The export profile was not changed.');
}

export async function deleteCollection(id: CollectionId): Promise<void> {
  const done = (name: string) => `Collection “${name}” was deleted. Its assets are still here.`;
  const current = route.peek();
  const gone = await change((own) => rows.deleteCollection(own, id), done, 'The collection was not deleted.');
  if (gone && current.page === 'collection' && current.id === id) go({ page: 'collections' });
}
