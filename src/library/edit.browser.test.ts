import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled } from '../../tests/support/libraries';
import { told } from '../../tests/support/told';
import type { Asset } from '../domain/asset';
import { applyEdit, type Edit } from '../domain/bulk-edit';
import { type AssetId, newId } from '../domain/ids';
import { editAssets } from './edit';
import { deleteAssets } from './trash';

const set = (fields: Record<string, string>): Edit => ({
  fields: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { type: 'set' as const, value }])),
  categories: null,
});
const deed = told('edited');

test('where a touched field has another value by now, nothing at all is written', async () => {
  const { library, ids } = await filled(1);
  await editAssets(library, ids, set({ headline: 'theirs' }), { deed });
  const base = { headline: null, city: null };
  const edit = set({ headline: 'mine', city: 'Łódź' });
  expect(await editAssets(library, ids, edit, { deed, base })).toMatchObject({
    conflicts: [{ fieldId: 'headline', now: 'theirs' }],
  });
  expect((await library.db.assets.toArray())[0]?.fields).toEqual({ headline: 'theirs' });
  expect(await library.db.undo.count()).toBe(1);
});

test('a field that is as it was read is no conflict, nor is one that the edit does not touch', async () => {
  const { library, ids } = await filled(1);
  await editAssets(library, ids, set({ headline: 'theirs', city: 'Łódź' }), { deed });
  const base = { headline: null, city: 'Łódź' };
  expect(await editAssets(library, ids, set({ city: 'Gdańsk' }), { deed, base })).toMatchObject({ conflicts: [] });
  expect((await library.db.assets.toArray())[0]?.fields).toEqual({ headline: 'theirs', city: 'Gdańsk' });
});

test('what is as it should be is not written, and is no step', async () => {
  const { library, ids } = await filled(2);
  const [first] = ids as [AssetId];
  await editAssets(library, [first], set({ city: 'Łódź' }), { deed });
  const before = await library.db.assets.get(first);
  await editAssets(library, [first], set({ city: 'Łódź' }), { deed });
  expect(await library.db.assets.get(first)).toEqual(before);
  expect(await library.db.undo.count()).toBe(1);
  // Of several, only those that change are in the step.
  await editAssets(library, ids, set({ city: 'Łódź' }), { deed });
  expect((await library.db.undo.toArray()).map(({ changes }) => changes.length)).toEqual([1, 1]);
});

test('it is told how many are there, and how many of them are in Deleted', async () => {
  const { library, ids } = await filled(3);
  await deleteAssets(library, ids.slice(0, 2));
  const result = await editAssets(library, [...ids, newId<AssetId>()], set({ city: 'Łódź' }), { deed });
  expect(result).toEqual({ conflicts: [], there: 3, deleted: 2 });
  await expect(editAssets(library, [newId<AssetId>()], set({ city: 'x' }), { deed })).rejects.toMatchObject({
    code: 'assets-gone',
  });
});

const edits: Edit[] = [
  { fields: { title: { type: 'set', value: 'New title' }, rating: { type: 'set', value: 4 } }, categories: null },
  { fields: { keywords: { type: 'add', items: ['sea', 'sky'] } }, categories: null },
  { fields: { keywords: { type: 'remove', items: ['sea'] }, city: { type: 'append', text: ' x' } }, categories: null },
  { fields: { title: { type: 'replace-text', find: 'e', replacement: '$&' } }, categories: null },
];

test('bulk edit is single edits one after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 3 }), async (list) => {
      const { library, ids } = await filled(3);
      const expected = (await library.db.assets.toArray()).map((asset) =>
        // biome-ignore lint/performance/noAccumulatingSpread: three edits at most
        list.reduce((each, edit) => Object.assign({}, each, applyEdit(each, edit)), asset),
      );
      for (const edit of list) await editAssets(library, ids, edit, { deed: told('edited') });
      const strip = (asset: Asset) => ({ ...asset, updatedAt: 0 });
      expect((await library.db.assets.toArray()).map(strip)).toEqual(expected.map(strip));
    }),
    { numRuns: 10 },
  );
});
