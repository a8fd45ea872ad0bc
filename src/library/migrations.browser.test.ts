import { afterEach, describe, expect, test } from 'vitest';
import { makeScene } from '../../tests/support/scene';
import { told } from '../../tests/support/told';
import { newId } from '../domain/ids';
import { getAssets } from './assets';
import { checkRows } from './check-rows';
import { itemsOf } from './collections';
import { LibraryDb, type OpenLibrary, openLibrary } from './db';
import { editAssets } from './edit';
import { readSnapshot } from './snapshot';
import { step } from './undo';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

/** The tables that a program of each version had, and kept rows in as they are today. */
const KEPT: Record<number, readonly string[]> = {
  1: ['assets', 'versions', 'blobs', 'previews', 'categories', 'notes', 'shares', 'carriers', 'jobs', 'settings'],
  2: ['embedded', 'derivatives'],
  4: ['collections', 'collectionItems'],
  5: [],
  6: ['undo', 'activity'],
};

/** Beside rows that each library has of its own. */
const isOfPeople = (row: { key?: unknown }) => row.key !== 'library:id' && row.key !== 'probe:blobs';

/** A library as a program of a version left it: the same pictures, as far as it knew tables for what is said of them. */
async function libraryOf(version: number) {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const old = new LibraryDb(`test-${newId()}`, version);
  await old.open();
  expect(old.verno).toBeLessThanOrEqual(Math.max(version, 4));
  const tables = Object.entries(KEPT).flatMap(([since, names]) => (Number(since) <= version ? names : []));
  for (const name of tables) await old.table(name).bulkAdd(await scene.library.db.table(name).toArray());
  old.close();
  const library = await openLibrary({ name: old.name });
  opened.push(library);
  return { scene, library, tables };
}

describe.each([1, 2, 4, 5, 6, 7])('a library of version %d', (version) => {
  test('opens with every row, is whole, and can be worked in', async () => {
    const { scene, library, tables } = await libraryOf(version);
    for (const name of tables) {
      const mine = (await library.db.table(name).toArray()).filter(isOfPeople);
      const theirs = (await scene.library.db.table(name).toArray()).filter(isOfPeople);
      expect(mine, name).toEqual(theirs);
    }
    // What only a step owned has no owner where steps were not kept.
    const rules = (await checkRows(library)).map(({ rule }) => rule);
    expect(rules.filter((rule) => rule !== 'bytes-without-owner')).toEqual([]);
    const [id] = scene.ids;
    const title = async () => (await getAssets(library, [id]))[0]?.title;
    const before = await title();
    const edit = { fields: { title: { type: 'set' as const, value: 'Of today' } }, categories: null };
    await editAssets(library, [id], edit, { deed: told('edited') });
    expect(await title()).toBe('Of today');
    await step(library, 'undo');
    expect(await title()).toBe(before);
    if (version >= 4) expect(await itemsOf(library, scene.collection)).toHaveLength(2);
  });

  test('can be carried elsewhere', async () => {
    const { scene, library } = await libraryOf(version);
    let assets = 0;
    await readSnapshot(library, ({ table, rows }) => {
      if (table === 'assets') assets += rows.length;
    });
    expect(assets).toBe(await scene.library.db.assets.count());
  });
});
