import { afterEach, expect, test } from 'vitest';
import { fileOf, makeScene, plain } from '../../tests/support/scene';
import { cloneAssets } from './clone';
import type { OpenLibrary } from './db';
import { addNote } from './notes';
import { markOf, newerThan, sinceMark } from './since-backup';
import { addVersion } from './versions';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function scene() {
  const made = await makeScene('blobs');
  opened.push(made.library);
  return made;
}

test('right after a mark nothing is newer, and nothing was changed', async () => {
  const { library, ids } = await scene();
  const mark = await markOf(library);
  expect(await sinceMark(library, mark)).toEqual({ assets: 0, changed: false, at: 0 });
  expect(await newerThan(library, mark, ids)).toBe(0);
});

test('a note is a change, and no new file', async () => {
  const { library, ids } = await scene();
  const mark = await markOf(library);
  await addNote(library, [ids[0]], 'Later');
  const { assets, changed, at } = await sinceMark(library, mark);
  expect([assets, changed]).toEqual([0, true]);
  expect(at).toBeGreaterThan(Date.now() - 60_000);
});

test('a new version and a clone are assets that are not in it; two versions of one are one asset', async () => {
  const { library, ids } = await scene();
  const mark = await markOf(library);
  await addVersion(library, ids[0], await fileOf('later'), plain);
  await addVersion(library, ids[0], await fileOf('later still'), plain);
  await cloneAssets(library, [ids[1]]);
  expect((await sinceMark(library, mark)).assets).toBe(2);
  expect(await newerThan(library, mark, ids)).toBe(1);
});

test('of a library that was never backed up all are newer', async () => {
  const { library, ids } = await scene();
  const mark = { versionId: '', activityId: 0 };
  expect((await sinceMark(library, mark)).assets).toBe(await library.db.assets.count());
  expect(await newerThan(library, mark, ids)).toBe(ids.length);
});
