import { afterEach, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';
import { newId } from '../domain/ids';
import { type Library, openLibrary } from '../library/db';
import { getPreview, lostPreviews } from '../library/previews';
import { type Again, examineLeftOver } from './examine';
import { createIntake } from './pipeline';

const opened: Library[] = [];
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
