import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import type { FieldTypeId, FieldValue } from '../domain/field';
import { columnOrder } from './column-order';

const facts = { width: 0, height: 0, dpi: null };
const asset = (id: string, more: object): Asset =>
  ({ id, title: '', fileName: `${id}.jpg`, rating: 0, fields: {}, facts, ...more }) as unknown as Asset;

/** The values of field "x", in the order that the list gives them. */
function ordered(type: FieldTypeId | undefined, values: readonly FieldValue[], descending = false): FieldValue[] {
  const order = columnOrder('field:x', descending, type ? { x: type } : {});
  order.add(values.map((x, i) => asset(String(i), { fields: x === null ? {} : { x } })));
  return order.ids().map((id) => values[Number(id)] ?? null);
}

const place = (name: string, latitude: number | null = null) => ({ name, latitude, longitude: latitude });

test.each<[FieldTypeId, FieldValue[]]>([
  ['text', ['Éa', 'eb', 'img2', 'img10']],
  ['number', [-1, 9, 10]],
  ['date', ['1923', '1923-05', '1923-05-08', '1924']],
  ['boolean', [false, true]],
  ['tags', [['a'], ['a', 'c'], ['b']]],
  ['place', [place('Aosta', 45), place('Turin'), place('', 45)]],
])('%s in its own order, nothing last whichever way', (type, values) => {
  expect(ordered(type, [null, ...values.toReversed()])).toEqual([...values, null]);
  expect(ordered(type, [...values, null, null], true)).toEqual([...values.toReversed(), null, null]);
});

test('a field that is gone, or had another type, is ordered by what its values are', () => {
  expect(ordered(undefined, [10, 9])).toEqual([9, 10]);
  expect(ordered(undefined, [['b'], ['a']])).toEqual([['a'], ['b']]);
  expect(ordered('number', ['img10', 'img2'])).toEqual(['img2', 'img10']);
});

test('facts: stars and titles, pixels, bytes; alike ones in the order of arrival', () => {
  const assets = [
    asset('1', { title: 'b', bytes: 5, rating: 3, facts: { ...facts, width: 2, height: 3 } }),
    asset('2', { title: 'a', bytes: 9, rating: 5 }),
    asset('3', { bytes: 5, rating: 0, facts: { ...facts, width: 1, height: 4 } }),
  ];
  const ids = (column: Parameters<typeof columnOrder>[0], descending = false) => {
    const order = columnOrder(column, descending, { rating: 'rating' });
    order.add(assets.slice(1));
    order.add(assets.slice(0, 1));
    return order.ids().join('');
  };
  expect(ids('title')).toBe('321');
  expect(ids('bytes')).toBe('132');
  expect(ids('bytes', true)).toBe('213');
  expect(ids('pixels')).toBe('312');
  expect(ids('pixels', true)).toBe('132');
  expect(ids('field:rating')).toBe('123');
  expect(ids('field:rating', true)).toBe('213');
});

test('every asset comes once, whatever the values', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constant(null));
  const type = fc.constantFrom(undefined, 'text', 'number', 'tags', 'date', 'place') as fc.Arbitrary<
    FieldTypeId | undefined
  >;
  fc.assert(
    fc.property(type, fc.array(value), fc.boolean(), (of, values, descending) => {
      expect(ordered(of, values, descending)).toHaveLength(values.length);
    }),
  );
});
