import { afterEach, expect, test } from 'vitest';
import type { AssetId, ShareId } from '../domain/ids';
import { newId } from '../domain/ids';
import type { Share } from '../domain/share';
import { type OpenLibrary, openLibrary } from './db';
import { allShares, changeShare, deleteShares, getShare, putShare } from './shares';

const opened: OpenLibrary[] = [];

afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function fresh(): Promise<OpenLibrary> {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  return library;
}

const share: Share = {
  id: 'share-0001' as ShareId,
  name: 'Day',
  items: [{ assetId: 'a' as AssetId, profileId: 'original' }],
  collectionId: null,
  to: [],
  comment: '',
  carrier: 's3',
  profile: 'Original',
  files: [],
  createdAt: 1,
  expiresAt: 2,
  revokedAt: 0,
  link: '',
  fileName: '',
  bytes: 9,
  key: null,
  object: 'a',
  place: { type: 's3', endpoint: 'https://s3.example.org', region: 'eu', bucket: 'b' },
  undeleted: [],
  oneEach: false,
  noticed: '',
};

test('a row that was written before places were noted has none', async () => {
  const library = await fresh();
  const { place: _place, undeleted: _undeleted, ...older } = share;
  await library.db.shares.put(older as Share);
  expect(await allShares(library)).toEqual([{ ...share, place: null }]);
  expect(await changeShare(library, share.id, (row) => ({ ...row, name: 'Night' }))).toMatchObject({
    name: 'Night',
    undeleted: [],
  });
});

test('a change goes onto the row as it is, and brings none back that is gone', async () => {
  const library = await fresh();
  await putShare(library, share);
  // Two tabs, each with the row as it read it: neither takes the other's change away.
  await Promise.all([
    changeShare(library, share.id, (row) => ({ ...row, revokedAt: 5 })),
    changeShare(library, share.id, (row) => ({ ...row, noticed: 'over' })),
  ]);
  expect(await allShares(library)).toEqual([{ ...share, revokedAt: 5, noticed: 'over' }]);
  await deleteShares(library, [share.id]);
  expect(await changeShare(library, share.id, (row) => row)).toBeUndefined();
  expect(await allShares(library)).toEqual([]);
});

test('what another tab shared anew meanwhile is neither taken off the list nor written over', async () => {
  const library = await fresh();
  const other = { ...share, id: 'share-0002' as ShareId };
  await putShare(library, share);
  await putShare(library, other);
  const anew = { ...share, object: 'b', expiresAt: 9 };
  await putShare(library, anew);
  const over = ({ expiresAt }: Share) => expiresAt < 5;
  const gone = 'share-0003' as ShareId;
  expect(await deleteShares(library, [share.id, other.id, gone], over)).toEqual([other.id, gone]);
  expect(await allShares(library)).toEqual([anew]);
  // What goes on with a share knows what the other tab had made of it.
  const third = { ...share, object: 'c', expiresAt: 20 };
  const kept = await putShare(library, third, (before) => ({ ...third, name: before.object }));
  expect(kept).toEqual({ ...third, name: 'b' });
  expect(await getShare(library, share.id)).toEqual(kept);
  expect(await getShare(library, gone)).toBeUndefined();
  expect(await putShare(library, other, () => share)).toEqual(other);
});
