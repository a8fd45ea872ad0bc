import { expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import type { FieldValue } from '../domain/field';
import type { FieldTypes } from '../fields';
import { type Around, createSearchIndex } from './search-index';

const asset = (id: string, fields: Record<string, FieldValue>, more = {}): Asset =>
  ({ id, title: '', fileName: `${id}.jpg`, rating: 0, categoryIds: [], fields, ...more }) as unknown as Asset;

const around = (types: FieldTypes, more: Partial<Around> = {}): Around => ({
  notes: new Map(),
  types,
  categoryName: (id) => id,
  ...more,
});

function found(index: ReturnType<typeof createSearchIndex>, query: string) {
  return [...(index.find(query) ?? ['no words'])].sort();
}

test('each type of field says by which words its values are found', () => {
  const index = createSearchIndex();
  const types: FieldTypes = { number: 'number', agreed: 'boolean', where: 'place', tags: 'tags', when: 'date' };
  index.put(
    [
      asset('a', { number: 4711, agreed: true, tags: ['harbour', 'low tide'] }, { rating: 5 }),
      asset('b', { where: { name: 'Bellagio', latitude: 45.9, longitude: 9.2 }, when: '1923-10' }),
      asset('c', { gone: ['rope'], other: 'mast' }),
    ] as Asset[],
    around({ ...types, rating: 'rating' }),
  );
  expect(found(index, '4711')).toEqual(['a']);
  expect(found(index, 'tide harb')).toEqual(['a']);
  expect(found(index, 'bella')).toEqual(['b']);
  expect(found(index, '1923')).toEqual(['b']);
  // Fields that are not known any more.
  expect(found(index, 'rope mast')).toEqual(['c']);
  // Neither stars, nor "yes", nor coordinates are words.
  for (const query of ['5', 'yes', 'true', '45.9']) expect(found(index, query)).toEqual([]);
});

test('file names, notes and categories are words; what changed or went is not found by its old ones', () => {
  const index = createSearchIndex();
  const notes = new Map([['a', ['Ask Ana']]]) as unknown as Around['notes'];
  index.put([asset('a', {}, { categoryIds: ['Boats'] })], around({}, { notes }));
  expect(found(index, 'ana boats a jpg')).toEqual(['a']);
  index.put([asset('a', { x: 'new' })], around({}));
  expect(found(index, 'ana')).toEqual([]);
  expect(found(index, 'new')).toEqual(['a']);
  index.remove(['a' as Asset['id'], 'unknown' as Asset['id']]);
  expect(found(index, 'new')).toEqual([]);
  expect(index.find(' ')).toBeUndefined();
});
