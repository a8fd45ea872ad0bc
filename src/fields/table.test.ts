import { expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import { writeCsv } from '../domain/csv';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { planTable, tableOf } from './table';

const asset = (id: string, fields: object = {}): Asset =>
  ({
    id,
    blobHash: `hash-${id}`,
    fileName: `${id}.jpg`,
    title: '',
    rating: 0,
    fields,
    categoryIds: [],
  }) as unknown as Asset;

const library = [
  asset('a', { headline: '=1+1', keywords: ['x', 'y, z'], 'date-created': '1923-05' }),
  asset('b', { place: { name: 'Rome', latitude: 41.9, longitude: 12.5 } }),
  { ...asset('c'), fileName: 'a.jpg' },
];

test('a table that nobody touched changes nothing', () => {
  const plan = planTable(writeCsv(tableOf(library, DEFAULT_FIELDS)), library, DEFAULT_FIELDS);
  expect(plan).toEqual({ edits: new Map(), changes: [], errors: [], unknown: [] });
});

test('rows are found by id, hash or name; what is wrong is said by its line, and the rest goes on', () => {
  const text = [
    'Id;SHA-256;File name;headline;Rating;Colour',
    'a;;;New;4;red',
    ';HASH-B;;;9;',
    ';;b.jpg;From b;;',
    ';;a.jpg;Which?;;',
    'nobody;;;x;;',
    'c',
  ].join('\n');
  const plan = planTable(text, library, DEFAULT_FIELDS);
  expect(plan.unknown).toEqual(['Colour']);
  expect(plan.errors).toEqual([
    { line: 3, text: '“9” is no value for Rating.' },
    { line: 5, text: '“a.jpg” is more than one asset.' },
    { line: 6, text: 'No asset of the library is this one.' },
  ]);
  expect(plan.changes).toEqual([
    { title: 'a.jpg', fields: ['Headline', 'Rating'] },
    { title: 'b.jpg', fields: ['Headline'] },
  ]);
  expect(plan.edits.get('a' as never)?.fields).toEqual({
    headline: { type: 'set', value: 'New' },
    rating: { type: 'set', value: 4 },
  });
});

test.each(['', 'Title\nx'])('"%s" is no table of assets', (text) => {
  expect(planTable(text, library, DEFAULT_FIELDS).errors.length).toBe(1);
});
