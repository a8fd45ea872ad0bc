import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { makeScene } from '../../tests/support/scene';
import type { Asset } from '../domain/asset';
import { type AssetId, newId } from '../domain/ids';
import { assetsNamed } from './assets-named';
import { LibraryDb, type OpenLibrary, openLibrary } from './db';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

/** A library, and what makes it one of files of these names and nothing else. */
async function emptied() {
  const { library, ids } = await makeScene('blobs');
  opened.push(library);
  const [asset] = await library.db.assets.bulkGet([ids[0] as AssetId]);
  const fill = async (names: readonly string[]) => {
    await library.db.assets.clear();
    await library.db.assets.bulkAdd(names.map((fileName) => ({ ...(asset as Asset), id: newId<AssetId>(), fileName })));
  };
  return { library, fill };
}

async function libraryOf(names: readonly string[]): Promise<OpenLibrary> {
  const { library, fill } = await emptied();
  await fill(names);
  return library;
}

async function namesOf(library: OpenLibrary, beginnings: Iterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of assetsNamed(library, beginnings)) found.push(...batch.map(({ fileName }) => fileName));
  return found.sort();
}

const PHOTOS = [
  'IMG_1.JPG',
  'IMG_10.jpg',
  'IMG_2.jpg',
  'IMGA.JPG',
  'img_1.nef',
  'Img_1',
  'Zoo.jpg',
  'zebra.jpg',
].sort();

test('a name is found whatever the case of its letters, and others are not read', async () => {
  const library = await libraryOf(PHOTOS);
  expect(await namesOf(library, ['img_1.'])).toEqual(['IMG_1.JPG', 'img_1.nef']);
  expect(await namesOf(library, ['IMG_1'])).toEqual(['IMG_1.JPG', 'IMG_10.jpg', 'Img_1', 'img_1.nef']);
  expect(await namesOf(library, ['imga', 'img_2', 'iMg_2', 'IMG_2.jpg', 'nothing'])).toEqual(['IMGA.JPG', 'IMG_2.jpg']);
  expect(await namesOf(library, [])).toEqual([]);
});

test('of very many names the whole library is read', async () => {
  const library = await libraryOf(PHOTOS);
  const many = Array.from({ length: 201 }, (_, i) => `holiday ${i}`);
  expect(await namesOf(library, many)).toEqual(PHOTOS);
  expect(await namesOf(library, many.slice(1))).toEqual([]);
});

test('what is not found begins with none of the names, in any script', async () => {
  const part = fc.constantFrom(
    ...['a', 'A', 'z', '_', '1', '.', 'é', 'É', 'ÿ', 'Ÿ', 'ß', 'İ', 'i', 'I', 'ı', 'Σ', 'ς', 'Я', 'я', 'ა', '𐐀', '𐐨'],
  );
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
  const { library, fill } = await emptied();
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 20 }), fc.array(name, { maxLength: 3 }), async (names, sought) => {
      await fill(names);
      const found = await namesOf(library, sought);
      const begins = (each: string) => sought.some((one) => each.toLowerCase().startsWith(one.toLowerCase()));
      expect(found).toEqual(expect.arrayContaining(names.filter(begins)));
      expect(found.length).toBeLessThanOrEqual(names.length);
    }),
    { numRuns: 200 },
  );
});

test('a library that had no index of names gets it, and its rows stay', async () => {
  const { library } = await makeScene('blobs');
  opened.push(library);
  const rows = await library.db.assets.toArray();
  const old = new LibraryDb(`test-${newId()}`, 6);
  await old.open();
  await old.assets.bulkAdd(rows);
  expect(old.assets.schema.indexes.map(({ name }) => name)).not.toContain('fileName');
  old.close();
  const now = await openLibrary({ name: old.name });
  opened.push(now);
  expect(await now.db.assets.toArray()).toEqual(rows);
  const [first] = rows;
  expect(await namesOf(now, [first?.fileName.toUpperCase() ?? ''])).toContain(first?.fileName);
});
