import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdit,
  type CategoryEdit,
  type Edit,
  type FieldEdit,
  givenCategories,
  isNoEdit,
  summarise,
  withKnownCategories,
} from './bulk-edit';
import type { FieldValue } from './field';
import type { CategoryId } from './ids';

const ids = (...names: string[]) => names as CategoryId[];
const asset = (fields: Record<string, FieldValue> = {}, more = {}) => ({
  title: 'Boats',
  rating: 3,
  fields,
  categoryIds: ids('a', 'b'),
  ...more,
});
const edit = (fields: Record<string, FieldEdit>, categories: CategoryEdit | null = null): Edit => ({
  fields,
  categories,
});

/** What a field has after an edit of it. */
function after(before: FieldValue, change: FieldEdit): FieldValue | undefined {
  const has: Record<string, FieldValue> = before === null ? {} : { x: before };
  return applyEdit(asset(has), edit({ x: change }))?.fields?.x;
}

describe('one field', () => {
  test.each<[FieldValue, FieldEdit, FieldValue | undefined]>([
    ['old', { type: 'set', value: 'new' }, 'new'],
    ['same', { type: 'set', value: 'same' }, undefined],
    ['gone', { type: 'set', value: null }, undefined],
    [['a', 'b'], { type: 'add', items: ['b', 'c'] }, ['a', 'b', 'c']],
    [null, { type: 'add', items: ['c'] }, ['c']],
    [['a', 'b', 'c'], { type: 'remove', items: ['b', 'x'] }, ['a', 'c']],
    ['sea', { type: 'prepend', text: 'The ' }, 'The sea'],
    ['sea', { type: 'append', text: ' at dusk' }, 'sea at dusk'],
    [null, { type: 'append', text: 'dusk' }, 'dusk'],
    ['a-b-a', { type: 'replace-text', find: 'a', replacement: 'c' }, 'c-b-c'],
    ['5 $ and', { type: 'replace-text', find: '$', replacement: '$&$1' }, '5 $&$1 and'],
    ['as it is', { type: 'replace-text', find: '', replacement: 'x' }, undefined],
    [['ship', 'boat', 'boats'], { type: 'replace-text', find: 'ship', replacement: 'boat' }, ['boat', 'boats']],
    [5, { type: 'replace-text', find: '5', replacement: '6' }, undefined],
  ])('%j, %j: %j', (before, change, expected) => {
    expect(after(before, change)).toEqual(expected);
  });

  test('what is emptied goes out of the row, and the others stay', () => {
    const changed = applyEdit(asset({ x: 'old', y: 'stays' }), edit({ x: { type: 'set', value: null } }));
    expect(changed).toEqual({ fields: { y: 'stays' } });
  });

  test('title and rating are written where they are kept, and only they', () => {
    const both = edit({ title: { type: 'append', text: ' at sea' }, rating: { type: 'set', value: 5 } });
    expect(applyEdit(asset(), both)).toEqual({ title: 'Boats at sea', rating: 5 });
    expect(applyEdit(asset(), edit({ rating: { type: 'set', value: null } }))).toEqual({ rating: 0 });
    expect(applyEdit(asset({ x: 'old' }), edit({ x: { type: 'set', value: 'new' } }))).toEqual({
      fields: { x: 'new' },
    });
  });

  test('an edit that changes nothing is none', () => {
    expect(applyEdit(asset({ x: 'same' }), edit({ x: { type: 'set', value: 'same' } }))).toBeUndefined();
    expect(applyEdit(asset(), edit({}))).toBeUndefined();
    expect(applyEdit(asset(), edit({}, { type: 'set', ids: ids('b', 'a') }))).toBeUndefined();
  });
});

describe('categories', () => {
  test.each<[CategoryEdit, CategoryId[] | undefined]>([
    [{ type: 'set', ids: ids('c') }, ids('c')],
    [{ type: 'set', ids: ids('c', 'c') }, ids('c')],
    [{ type: 'set', ids: [] }, []],
    [{ type: 'set', ids: ids('b', 'a') }, undefined],
    [{ type: 'change', add: ids('c', 'a'), remove: [] }, ids('a', 'b', 'c')],
    [{ type: 'change', add: [], remove: ids('a', 'x') }, ids('b')],
    [{ type: 'change', add: ids('a'), remove: ids('a') }, undefined],
    [{ type: 'change', add: ids('c'), remove: ids('a') }, ids('b', 'c')],
  ])('%j: %j', (change, expected) => {
    expect(applyEdit(asset(), edit({}, change))?.categoryIds).toEqual(expected);
  });

  test('an edit of them alone is an edit; one of nothing is none', () => {
    expect(isNoEdit(edit({}))).toBe(true);
    expect(isNoEdit(edit({}, { type: 'set', ids: [] }))).toBe(false);
    expect(isNoEdit(edit({ x: { type: 'set', value: null } }))).toBe(false);
  });

  test('those that an edit gives', () => {
    expect(givenCategories(edit({}))).toEqual([]);
    expect(givenCategories(edit({}, { type: 'set', ids: ids('a') }))).toEqual(['a']);
    expect(givenCategories(edit({}, { type: 'change', add: ids('b'), remove: ids('a') }))).toEqual(['b']);
  });

  test('without those that are gone: what is there is given, and nothing is taken away for them', () => {
    const known = new Set(ids('a'));
    const set = edit({}, { type: 'set', ids: ids('a', 'gone') });
    expect(withKnownCategories(set, known).categories).toEqual({ type: 'change', add: ['a'], remove: [] });
    const change = edit({}, { type: 'change', add: ids('gone', 'a'), remove: ids('b') });
    expect(withKnownCategories(change, known).categories).toEqual({ type: 'change', add: ['a'], remove: ['b'] });
    const whole = edit({}, { type: 'set', ids: ids('a') });
    expect(withKnownCategories(whole, known)).toBe(whole);
  });
});

test('a row is never changed in place, and the same edit once more changes nothing more', () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(null));
  const change: fc.Arbitrary<FieldEdit> = fc.oneof(
    value.map((value) => ({ type: 'set' as const, value })),
    fc.array(fc.string()).map((items) => ({ type: 'add' as const, items: [...new Set(items)] })),
    fc.array(fc.string()).map((items) => ({ type: 'remove' as const, items })),
  );
  fc.assert(
    fc.property(value, change, (before, of) => {
      const row = asset(before === null ? {} : { x: before });
      const copy = structuredClone(row);
      const once = { ...row, ...applyEdit(row, edit({ x: of })) };
      expect(row).toEqual(copy);
      expect(applyEdit(once, edit({ x: of }))).toBeUndefined();
    }),
  );
});

test('what several have: one value, or how many have each item', () => {
  const all = [
    asset({ x: 'same', tags: ['a', 'b'], y: 'one' }),
    asset({ x: 'same', tags: ['b'] }),
    asset({ x: 'same', tags: ['b'] }),
  ];
  const found = summarise(all, ['x', 'y', 'tags', 'title', 'none']);
  expect(found.get('x')).toEqual({ type: 'same', value: 'same' });
  expect(found.get('title')).toEqual({ type: 'same', value: 'Boats' });
  expect(found.get('none')).toEqual({ type: 'same', value: null });
  expect(found.get('y')).toEqual({ type: 'mixed', counts: new Map() });
  const counts = new Map([
    ['a', 1],
    ['b', 3],
  ]);
  expect(found.get('tags')).toEqual({ type: 'mixed', counts });
  expect(summarise([], ['x']).get('x')).toEqual({ type: 'same', value: null });
});

test('a value that only the last has is mixed too', () => {
  const all = [asset({ x: 'a' }), asset({ x: 'a' }), asset({ x: 'b' })];
  expect(summarise(all, ['x']).get('x')?.type).toBe('mixed');
  expect(summarise([...all].reverse(), ['x']).get('x')?.type).toBe('mixed');
});

test('what is the same is not written, though something else is', () => {
  const change = edit({ title: { type: 'set', value: 'Boats' }, x: { type: 'set', value: 'new' } });
  expect(applyEdit(asset(), change)).toEqual({ fields: { x: 'new' } });
  expect(applyEdit(asset({ x: ['a'] }), edit({ x: { type: 'set', value: ['a'] } }))).toBeUndefined();
});
