import { afterEach, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';
import { newId } from '../domain/ids';
import { PREVIEW_RECIPES } from '../domain/preview';
import { type OpenLibrary, openLibrary } from '../library/db';
import { getPreview, lostPreviews } from '../library/previews';
import { type Again, examineLeftOver } from './examine';
import { createIntake } from './pipeline';
import { renewOldPreviews } from './renew';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function withPicture() {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  const canvas = new OffscreenCanvas(20, 10);
  canvas.getContext('2d')?.fillRect(2, 2, 8, 4);
  const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'a.png');
  const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
  await intake.add([{ file, path: file.name }]);
  await intake.finish();
  await intake.idle();
  const row = async () => (await library.db.assets.toArray())[0] as Asset;
  const make = async (change: Partial<Asset>) => library.db.assets.put({ ...(await row()), ...change });
  return { library, row, make };
}

test('what is tried again, and when', async () => {
  const { library, row, make } = await withPicture();
  const cases: [failure: ErrorCode, attempts: number, again: Again, tried: boolean][] = [
    ['too-slow', 0, 'none', false],
    ['too-slow', 0, 'room', false],
    ['too-slow', 0, 'all', true],
    ['worker-start', 2, 'all', true],
    ['out-of-memory', 3, 'all', false],
    ['unknown', 1, 'all', true],
    ['no-room-previews', 0, 'none', false],
    ['no-room-previews', 0, 'room', true],
    ['ends-early', 0, 'all', false],
    ['damaged', 0, 'all', false],
  ];
  for (const [failure, attempts, again, tried] of cases) {
    await make({ state: 'failed', failure, attempts });
    await examineLeftOver(library, again);
    const { state, failure: after, attempts: counted } = await row();
    expect([failure, again, state, after]).toEqual(
      tried ? [failure, again, 'ready', null] : [failure, again, 'failed', failure],
    );
    // What has gone through is not counted any more.
    if (tried) expect(counted).toBeUndefined();
  }
});

test('a file whose page ends each time is not tried without end', async () => {
  const { library, row, make } = await withPicture();
  await make({ state: 'stored', failure: null, attempts: 3 });
  await examineLeftOver(library);
  expect(await row()).toMatchObject({ state: 'failed', failure: 'out-of-memory' });
  await examineLeftOver(library, 'all');
  expect((await row()).state).toBe('failed');
});

test('previews that were lost are made again', async () => {
  const { library, row } = await withPicture();
  const { blobHash } = await row();
  await library.db.previews.clear();
  expect(await getPreview(library, blobHash, 320)).toBeUndefined();
  await lostPreviews(library, blobHash);
  await examineLeftOver(library);
  expect((await row()).state).toBe('ready');
  expect(await getPreview(library, blobHash, 320)).toBeDefined();
});

test('previews of drawings that an older program made are made anew, once', async () => {
  const { library, row, make } = await withPicture();
  const named = (name: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>${name}</text></svg>`;
  const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
  await intake.add(['b.svg', 'c.svg'].map((name) => ({ file: new File([named(name)], name), path: name })));
  await intake.finish();
  await intake.idle();
  const drawing = async (name: string) =>
    (await library.db.assets.toArray()).find(({ fileName }) => fileName === name) as Asset;
  const makeOld = async () => {
    for (const { blobHash } of [await row(), await drawing('b.svg'), await drawing('c.svg')]) {
      await library.db.previews.put({ blobHash, size: 320, type: 'image/webp', data: new ArrayBuffer(3) });
    }
  };
  const areNew = async () => {
    const hashes = [await row(), await drawing('b.svg'), await drawing('c.svg')].map(({ blobHash }) => blobHash);
    return Promise.all(hashes.map(async (hash) => ((await getPreview(library, hash, 320))?.size ?? 0) > 3));
  };

  await makeOld();
  await renewOldPreviews(library);
  expect(await areNew()).toEqual([false, true, true]);
  await makeOld();
  await renewOldPreviews(library);
  expect(await areNew()).toEqual([false, false, false]);

  // A tab that was closed had come as far as the first drawing.
  const recipes = { ...PREVIEW_RECIPES };
  const { id } = await drawing('b.svg');
  await library.db.settings.put({ key: 'previews:recipes', value: { recipes, before: {}, after: id } });
  await renewOldPreviews(library);
  expect(await areNew()).toEqual([false, false, true]);

  // What could not be drawn then may be now; a picture that is damaged is no matter of a recipe for drawings.
  await library.db.settings.delete('previews:recipes');
  await library.db.assets.put({ ...(await drawing('b.svg')), state: 'failed', failure: 'damaged' });
  await make({ state: 'failed', failure: 'damaged' });
  await renewOldPreviews(library);
  expect([(await drawing('b.svg')).state, (await row()).state]).toEqual(['ready', 'failed']);
});
