import { expect, test } from 'vitest';
import type { CategoryId } from '../domain/ids';
import { editsOf, type Given, givenOf, NOTHING_GIVEN } from './given';

test('what was given comes back as it was, from what is kept of it', () => {
  const given: Given = {
    values: { credit: 'Zoë', keywords: ['a', 'b'] },
    categories: new Set(['one', 'two'] as CategoryId[]),
    single: new Map([[3, { title: 'The third' }]]),
    folders: 'keywords',
  };
  expect(givenOf(editsOf(given))).toEqual(given);
  expect(givenOf(editsOf(NOTHING_GIVEN))).toEqual(NOTHING_GIVEN);
  expect(givenOf(undefined)).toEqual(NOTHING_GIVEN);
  // What was emptied again is not given.
  expect(givenOf(editsOf({ ...given, values: { credit: undefined } })).values).toEqual({});
});
