import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import { harmless, writeCsv } from '../domain/csv';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { FIELD_TYPES, type Field, type FieldTypeId, type FieldValue } from '../domain/field';
import { planTable, tableOf } from './table';
import { tableText } from './table-text';

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

describe('a table that nobody touched changes nothing, whatever stands in it', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.stringMatching(/^[ ;"'=,\n\t()-]{0,3}[a-z0-9]{1,3}[ ;"'=,\n\t()]{0,3}$/),
  );
  const list = fc.uniqueArray(words, { minLength: 1, maxLength: 4 });
  const place = fc.record({
    name: words,
    latitude: fc.constantFrom(null, 0, -41.9, 48.137),
    longitude: fc.constantFrom(12.5, -0.25),
  });
  const options = ['Red', 'Blue; dark', '"quoted"'];
  const VALUES: Record<FieldTypeId, fc.Arbitrary<FieldValue>> = {
    text: words,
    'long-text': words,
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
    date: fc.constantFrom('1923', '1923-05', '2024-02-29', '2024-02-29T10:15:00', '2024-02-29T23:59:59+05:45'),
    boolean: fc.boolean(),
    choice: fc.constantFrom(...options),
    choices: fc.subarray(options, { minLength: 1 }),
    tags: list,
    rating: fc.integer({ min: 1, max: 5 }),
    url: fc.constantFrom('https://example.org/?a=1;b=2', 'mailto:a@example.org'),
    person: list,
    place: place.map((each) => (each.latitude === null ? { ...each, longitude: null } : each)),
  };
  const fields = FIELD_TYPES.map(
    (type): Field => ({
      ...(DEFAULT_FIELDS[1] as Field),
      id: type,
      label: `A ${type}, or “none”`,
      type,
      options,
    }),
  );

  test('as it was written, and after a spreadsheet has exchanged its signs', () => {
    fc.assert(
      fc.property(fc.record(VALUES, { requiredKeys: [] }), (values) => {
        const assets = [asset('a', values)];
        const table = tableOf(assets, fields);
        const written = writeCsv(table);
        const tabs = table
          .map((row) => row.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join('\t'))
          .join('\r\n');
        for (const text of [written, tabs]) {
          expect(planTable(text, assets, fields)).toEqual({ edits: new Map(), changes: [], errors: [], unknown: [] });
        }
      }),
    );
  });

  test.each(['29/02/2024', '2/29/2024', '29.02.2024', '29.2.24', '2024/02/29', ' 2024-02-29 '])(
    'a date that a spreadsheet shows as %s',
    (shown) => {
      const assets = [asset('a', { 'date-created': '2024-02-29' })];
      const plan = planTable(`Id;Date created\na;${shown}`, assets, DEFAULT_FIELDS);
      expect([plan.errors, plan.changes]).toEqual([[], []]);
    },
  );

  test('keywords with semicolons can be edited beside others', () => {
    const assets = [asset('a', { keywords: ['red; blue', 'sea'] })];
    const plan = planTable('Id,Keywords\na,"""red; blue""; harbour"', assets, DEFAULT_FIELDS);
    expect(plan.edits.get('a' as never)?.fields).toEqual({
      keywords: { type: 'set', value: ['red; blue', 'harbour'] },
    });
  });
});

describe('the text of a table', () => {
  const text = 'File name\tTitle\r\na.jpg\tLöwenzahn';
  const utf16 = (mark: string) => new Uint8Array(Uint16Array.from(mark + text, (char) => char.charCodeAt(0)).buffer);
  const swapped = (bytes: Uint8Array) => bytes.map((_, i) => bytes[i ^ 1] ?? 0);
  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-16, little-endian', utf16('\uFEFF')],
    ['UTF-16, big-endian', swapped(utf16('\uFEFF'))],
    ['UTF-16 without its mark', utf16('')],
    ['UTF-16, big-endian, without its mark', swapped(utf16(''))],
    ['Windows-1252', Uint8Array.from(text, (char) => char.charCodeAt(0))],
  ])('in %s', (_name, bytes) => {
    expect(tableText(bytes).replace(/^\uFEFF/, '')).toBe(text);
  });
});
