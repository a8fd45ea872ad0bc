import { afterEach, expect, test } from 'vitest';
import { newId } from '../domain/ids';
import { allCategories, createCategory, ensureCategories } from './categories';
import { type OpenLibrary, openLibrary } from './db';
import { step } from './undo';

let library: OpenLibrary;
afterEach(() => library.db.delete());

test('categories of folders are found where they are, made where they are not, and taken back in one step', async () => {
  library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  const weddings = await createCategory(library, 'Weddings');
  const ids = await ensureCategories(library, [['weddings', 'Anna'], ['weddings', 'Ben'], ['Harbour'], ['weddings']]);
  const all = await allCategories(library);
  expect(all.map(({ name, parentId }) => [name, parentId === weddings]).sort()).toEqual([
    ['Anna', true],
    ['Ben', true],
    ['Harbour', false],
    ['Weddings', false],
  ]);
  expect(ids.get('weddings')).toBe(weddings);
  expect(ids.get('weddings\nAnna')).toBe(all.find(({ name }) => name === 'Anna')?.id);
  expect(await ensureCategories(library, [['Harbour'], ['Weddings', 'Ben']])).toEqual(
    new Map([
      ['Harbour', ids.get('Harbour')],
      ['Weddings\nBen', ids.get('weddings\nBen')],
    ]),
  );
  await step(library, 'undo');
  expect((await allCategories(library)).map(({ name }) => name)).toEqual(['Weddings']);
});
