import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { FIELD_TYPES, type Field, type FieldTypeId, type FieldValue } from '../domain/field';
import { harmless, writeCsv } from '../text/csv';
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
    { line: 3, text: '“9” is no value for Rating. This is no number of stars, 1 to 5.' },
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

interface Dialect {
  separator: string;
  end: string;
  mark?: boolean;
  first?: string;
  encoding?: 'utf-16le' | 'utf-16be';
  /** Whether every cell stands in quotes. */
  all?: boolean;
  /** Whether numbers are written with a comma, and cut to the fifteen digits that a spreadsheet knows. */
  comma?: boolean;
}

function savedBy(table: readonly string[][], dialect: Dialect): Uint8Array {
  const { separator, end, mark = false, first = '', encoding, all = false, comma = false } = dialect;
  const cell = (text: string, column: number) => {
    const number = comma && table[0]?.[column]?.startsWith('A number') && Number(text);
    const shown = number ? String(Number(Number(text).toPrecision(15))).replace('.', ',') : harmless(text);
    const kept = shown.replace(/\r\n?/g, '\n');
    const quoted = all || kept.includes(separator) || /["\r\n]/.test(kept);
    return quoted ? `"${kept.replaceAll('"', '""')}"` : kept;
  };
  const lines = table.map((row) => row.map(cell).join(separator) + end).join('');
  const text = (mark ? '\uFEFF' : '') + first + lines;
  if (!encoding) return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

describe('a table that nobody touched changes nothing, whatever stands in it', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.stringMatching(/^[ ;"'=,\r\n\t()-]{0,3}[a-z0-9]{1,3}[ ;"'=,\r\n\t()]{0,3}$/),
    fc.constantFrom('sep=;', '\uFEFFx', '=1+1', '+49 30 1', '007', '"', "'", '--', '\u00a0x\u00a0', 'a\u2028b'),
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
    number: fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
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

  const changesNothing = (text: string, assets: readonly Asset[]) =>
    expect(planTable(text, assets, fields)).toEqual({ edits: new Map(), changes: [], errors: [], unknown: [] });

  test('as it was written', () => {
    fc.assert(
      fc.property(fc.record(VALUES, { requiredKeys: [] }), (values) => {
        const assets = [asset('a', values), asset('b')];
        changesNothing(writeCsv(tableOf(assets, fields)), assets);
      }),
    );
  });

  /** How programs save a table again: what stood in a cell is what they show, the guard before a formula too. */
  test.each([
    ['Excel', { separator: ',', end: '\r\n', mark: true }],
    ['Excel where numbers have commas', { separator: ';', end: '\r\n', mark: true, comma: true }],
    ['Excel, with the line that it wants', { separator: ';', end: '\r\n', first: 'sep=;\r\n' }],
    ['Excel’s "Unicode text"', { separator: '\t', end: '\r\n', mark: true, encoding: 'utf-16le' }],
    ['UTF-16 in the other order', { separator: '\t', end: '\n', mark: true, encoding: 'utf-16be' }],
    ['LibreOffice', { separator: ',', end: '\n', all: true }],
    ['LibreOffice, with semicolons', { separator: ';', end: '\n', comma: true }],
    ['Numbers', { separator: ',', end: '\n' }],
    ['an old line end', { separator: '\t', end: '\r' }],
  ] as [string, Dialect][])('after %s', (_name, dialect) => {
    fc.assert(
      fc.property(fc.record(VALUES, { requiredKeys: [] }), (values) => {
        const assets = [asset('a', values), asset('b')];
        changesNothing(tableText(savedBy(tableOf(assets, fields), dialect)), assets);
      }),
    );
  });

  test('where the fields’ names hold more of a sign than there are cells', () => {
    const named = fields.slice(0, 3).map((field) => ({ ...field, label: `${field.label}, a, b, c, d, e` }));
    const assets = [asset('a', { text: 'x, y' }), asset('b')];
    for (const separator of [';', '\t']) {
      const text = tableText(savedBy(tableOf(assets, named), { separator, end: '\n' }));
      expect(planTable(text, assets, named)).toEqual({ edits: new Map(), changes: [], errors: [], unknown: [] });
    }
  });

  test('half a letter, which no file can hold', () => {
    const assets = [asset('a', { text: 'a\ud83d', tags: ['b\ud83d', 'c'] })];
    changesNothing(tableText(new TextEncoder().encode(writeCsv(tableOf(assets, fields)))), assets);
  });

  test.each([
    ['1923-05', 'May-23'],
    ['1923-05', 'May 1923'],
  ])('the month %s that a spreadsheet shows as %s', (month, shown) => {
    const assets = [asset('a', { 'date-created': month })];
    const plan = planTable(`Id;Date created\na;${shown}`, assets, DEFAULT_FIELDS);
    expect([plan.errors, plan.changes]).toEqual([[], []]);
    const other = planTable('Id;Date created\na;Jun-23', assets, DEFAULT_FIELDS);
    expect(other.errors.length + other.changes.length).toBe(1);
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

describe('a table by itself', () => {
  test('names each asset by its id, its file and its hash', () => {
    const [head, row] = tableOf(library, []);
    expect(head).toEqual(['Id', 'File name', 'SHA-256']);
    expect(row).toEqual(['a', 'a.jpg', 'hash-a']);
  });

  test('a column may be a field’s id', () => {
    const plan = planTable('Id,date-created\na,1924', library, DEFAULT_FIELDS);
    expect(plan.edits.get('a' as never)?.fields).toEqual({ 'date-created': { type: 'set', value: '1924' } });
  });

  const changes = (value: string, cell: string) =>
    planTable(`Id,Date created\nd,${cell}`, [asset('d', { 'date-created': value })], [dated]).edits.size;
  const dated = { ...(DEFAULT_FIELDS.find(({ id }) => id === 'date-created') as Field), label: 'Date created' };

  test.each([
    ['2023-05-08', '8.5.2023', 0],
    ['2023-05-08', '05/08/23', 0],
    ['2023-05-08', '5/9/2023', 1],
    ['2023-05', 'May-23', 0],
    ['2023-05', 'May-2024', 1],
    ['2023-05', 'Jun-23', 1],
  ])('a spreadsheet shows %s as %s: %i changed', (value, cell, count) => {
    const plan = planTable(`Id,Date created\nd,${cell}`, [asset('d', { 'date-created': value })], [dated]);
    expect(plan.edits.size + plan.errors.length).toBe(count);
    expect(changes(value, value)).toBe(0);
  });
});
