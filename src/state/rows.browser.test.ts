import { beforeEach, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import { type AssetId, newId } from '../domain/ids';
import { announce } from '../library/changes';
import { type OpenLibrary, openLibrary } from '../library/db';
import { libraryState } from './library';
import { holdRow, letGoRow, seedRows } from './rows';

let library: OpenLibrary;
beforeEach(async () => {
  library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  libraryState.value = { type: 'open', library };
  return () => library.db.delete();
});

/** Just what the store of rows looks at. */
const titled = (id: AssetId, title: string) => ({ id, title, deletedAt: 0 }) as Asset;

test.each([
  ['each is named', (id: AssetId) => [id]],
  ['there are too many to name', () => null],
])('a row of the first page that was changed before it was drawn is read anew, where %s', async (_how, named) => {
  const id = newId<AssetId>();
  seedRows([titled(id, 'Old')]);
  await library.db.assets.put(titled(id, 'New'));
  announce({ assets: named(id) });
  const row = holdRow(id);
  await expect.poll(() => row.value?.title).toBe('New');
  letGoRow(id);
});

test('a row of the first page is there at once, and once', () => {
  const id = newId<AssetId>();
  seedRows([titled(id, 'First')]);
  expect(holdRow(id).value?.title).toBe('First');
  letGoRow(id);
  expect(holdRow(id).value).toBeUndefined();
  letGoRow(id);
});
