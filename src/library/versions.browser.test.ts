import { afterEach, expect, test } from 'vitest';
import { told } from '../../tests/support/told';
import { titleOf } from '../domain/asset';
import type { FieldValues } from '../domain/field';
import { type AssetId, type BlobHash, type CategoryId, newId } from '../domain/ids';
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

test('versions come in their order, each number is given once, and the asset knows how many there are', async () => {
  const { library, id } = await one('harbour.jpg');
  for (const each of ['second.jpg', 'third.jpg']) await add(library, id, each);
  const numbers = async () => (await versionsOf(library, id)).map(({ number }) => number);
  const count = async () => (await library.db.assets.get(id))?.versionCount;
  expect(await numbers()).toEqual([1, 2, 3]);
  expect(await count()).toBe(3);
  const [first, second] = await versionsOf(library, id);
  for (const each of [first, second]) if (each) await deleteVersion(library, each.id, kindOf);
  await add(library, id, 'fourth.jpg');
  expect(await numbers()).toEqual([3, 4]);
  expect(await count()).toBe(2);
});

test('the version before keeps the fields of its time', async () => {
  const { library, id } = await one('harbour.jpg');
  const edit = { fields: { headline: { type: 'set' as const, value: 'Before' } }, categories: null };
  await editAssets(library, [id], edit, { deed: told('') });
  await add(library, id, 'second.jpg', { headline: 'After' });
  const [first, second] = await versionsOf(library, id);
  expect(first?.frozenFields).toMatchObject({ headline: 'Before' });
  expect(second?.frozenFields).toBeNull();
});

test('what is gone gets no version and is not given', async () => {
  const { library, id } = await one('harbour.jpg');
  await expect(add(library, newId(), 'second.jpg')).rejects.toMatchObject({ code: 'assets-gone' });
  const options = { comment: '', values: {}, categoryIds: [newId<CategoryId>()] };
  await expect(addVersion(library, id, fileOf('second.jpg'), options)).rejects.toMatchObject({ code: 'category-gone' });
  expect((await versionsOf(library, id)).length).toBe(1);
});

test('one file at most: the last version stays, versions freeze what they had', async () => {
  const { library, id } = await one('first.jpg');
  const [only] = await library.db.versions.toArray();
  await expect(deleteVersion(library, only?.id as never, kindOf)).rejects.toThrow();
  const edit = {
    fields: { title: { type: 'set' as const, value: 'New title' }, rating: { type: 'set' as const, value: 4 } },
    categories: null,
  };
  await editAssets(library, [id], edit, { deed: told('edited') });
  const options = { comment: 'retouched', values: { title: 'Second' }, categoryIds: null };
  await addVersion(library, id, fileOf('second'), options);
  const [first, second] = await library.db.versions.orderBy('id').toArray();
  expect(first?.frozenFields).toMatchObject({ title: 'New title', rating: 4 });
  expect(second).toMatchObject({ number: 2, comment: 'retouched', frozenFields: null });
  await makeCurrent(library, first?.id as never, { withMetadata: true, kindOf });
  expect((await library.db.assets.get(id))?.title).toBe('New title');
  expect((await library.db.versions.get(second?.id as never))?.frozenFields).toMatchObject({ title: 'Second' });
});
