import { expect, test } from 'vitest';
import { fieldValue, valuesOf, withValues } from './field-values';

const asset = { title: 'Boats', rating: 3, fields: { city: 'Bellagio' } };
const bare = { title: '', rating: 0, fields: {} };

test('one value, wherever it is kept', () => {
  expect(['title', 'rating', 'city', 'none'].map((id) => fieldValue(asset, id))).toEqual([
    'Boats',
    3,
    'Bellagio',
    null,
  ]);
  expect(['title', 'rating'].map((id) => fieldValue(bare, id))).toEqual([null, null]);
});

test('all values, and none that says nothing', () => {
  expect(valuesOf(asset)).toEqual({ title: 'Boats', rating: 3, city: 'Bellagio' });
  expect(valuesOf(bare)).toEqual({});
});

test('changed values go where they are kept; what is emptied is not kept', () => {
  const changes = { title: 'Ships', rating: 5, city: 'Como', country: 'Italy' };
  expect(withValues(asset, changes)).toEqual({ title: 'Ships', rating: 5, fields: { city: 'Como', country: 'Italy' } });
  expect(withValues(asset, { title: null, rating: null, city: null })).toEqual(bare);
  expect(withValues(asset, { city: [] })).toEqual({ ...asset, fields: {} });
  expect(withValues(asset, {})).toEqual(asset);
  expect(asset.fields).toEqual({ city: 'Bellagio' });
});
