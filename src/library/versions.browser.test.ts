import { afterEach, expect, test } from 'vitest';
import { told } from '../../tests/support/told';
import { titleOf } from '../domain/asset';
import type { FieldValues } from '../domain/field';
import { type AssetId, type BlobHash, newId } from '../domain/ids';
import { storeArrival } from './arrivals';
import { type OpenLibrary, openLibrary } from './db';
import { editAssets } from './edit';
import { finishUpload } from './finish-upload';
import type { NewFile } from './first-version';
import { step } from './undo';
import { beginUpload } from './uploads';
import { addVersion, deleteVersion, makeCurrent, versionsOf } from './versions';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

function fileOf(fileName: string): NewFile {
  const hash = Array.from(fileName.padEnd(32), (each) => (each.charCodeAt(0) & 255).toString(16).padStart(2, '0'));
  return {
    file: new File([fileName], fileName),
    fileName,
    modifiedAt: 1,
    hash: hash.join('').slice(0, 64) as BlobHash,
    mime: 'image/jpeg',
    kind: 'image',
    toExamine: false,
    embedded: {},
  };
}

/** A library with one finished asset of one file. */
async function one(fileName: string) {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  const uploadId = await beginUpload(library, []);
  const arrival = { ...fileOf(fileName), uploadId, uploadIndex: 0, origin: 'upload' as const, values: {} };
  const { id } = await storeArrival(library, arrival);
  await finishUpload(library, uploadId);
  const name = async () => {
    const asset = await library.db.assets.get(id);
    return asset ? titleOf(asset) : undefined;
  };
  return { library, id, name };
}

const kindOf = () => 'image' as const;
const add = (library: OpenLibrary, id: AssetId, fileName: string, values: FieldValues = {}) =>
  addVersion(library, id, fileOf(fileName), { comment: '', values, categoryIds: null });

test.each<[what: string, values: FieldValues]>([
  ['nothing is said of the title', {}],
  ['the title was typed and taken out again', { title: '' }],
  ['the title was looked at', { title: null }],
  ['something else is said', { headline: 'Harbour' }],
])('a new version under another file name keeps the asset’s name: %s', async (_, values) => {
  const { library, id, name } = await one('harbour.jpg');
  await add(library, id, 'IMG_0412 (edited).jpg', values);
  expect(await name()).toBe('harbour.jpg');
  await step(library, 'undo');
  expect(await library.db.assets.get(id)).toMatchObject({ title: '', fileName: 'harbour.jpg' });
  await step(library, 'redo');
  expect(await name()).toBe('harbour.jpg');
});

test('a title that is there or given stays as it is; one that somebody empties is empty', async () => {
  const { library, id, name } = await one('harbour.jpg');
  await add(library, id, 'second.jpg', { title: 'Harbour' });
  expect(await name()).toBe('Harbour');
  await add(library, id, 'third.jpg');
  expect(await name()).toBe('Harbour');
  await add(library, id, 'fourth.jpg', { title: null });
  expect(await name()).toBe('fourth.jpg');
});

test('a version of the same file name makes no title', async () => {
  const { library, id } = await one('harbour.jpg');
  await add(library, id, 'harbour.jpg');
  expect((await library.db.assets.get(id))?.title).toBe('');
});

test('making an older version current, and deleting the current one, keep the name too', async () => {
  const { library, id, name } = await one('harbour.jpg');
  await add(library, id, 'second.jpg');
  await editAssets(
    library,
    [id],
    { fields: { title: { type: 'set', value: null } }, categories: null },
    { deed: told('') },
  );
  expect(await name()).toBe('second.jpg');
  const [first, second] = await versionsOf(library, id);
  if (!first || !second) throw new Error('no versions');
  await makeCurrent(library, first.id, { withMetadata: false, kindOf });
  expect(await name()).toBe('second.jpg');
  await step(library, 'undo');
  await deleteVersion(library, second.id, kindOf);
  expect(await name()).toBe('second.jpg');
  await step(library, 'undo');
  // "Also take its metadata": then it is called as it was when that version was the current one.
  await makeCurrent(library, first.id, { withMetadata: true, kindOf });
  expect(await name()).toBe('harbour.jpg');
});
