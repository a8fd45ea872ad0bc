import { describe, expect, test } from 'vitest';
import { DEFAULT_FIELDS } from './default-fields';
import { mayStay } from './disclosure';
import { allowed, fieldsBeside, type Statement, said, titleGoesOut } from './statement';

const POLICIES = ['everything', 'all-but-location', 'copyright-only', 'none'] as const;
const STATEMENT: Statement = {
  changed: { 'dc:title': 'Boats', 'iptc:City': 'Como', 'dc:rights': null },
  unchanged: { 'dc:description': 'Heard', 'exif:GPSPosition': '45.9, 9.2', 'dc:creator': ['Ana'] },
  removed: { 'dc:subject': ['secret'], 'iptc:City': ['Milan'], 'dc:creator': ['Jan'] },
  hearsay: ['dc:description'],
};

test('what is said now: changed or not, and nothing that was emptied', () => {
  expect(said({ ...STATEMENT, unchanged: { ...STATEMENT.unchanged, 'dc:rights': '© Ana' } })).toEqual({
    'dc:title': 'Boats',
    'iptc:City': 'Como',
    'dc:description': 'Heard',
    'exif:GPSPosition': '45.9, 9.2',
    'dc:creator': ['Ana'],
  });
});

describe('what a policy lets out', () => {
  test('everything', () => {
    expect(allowed(STATEMENT, 'everything')).toBe(STATEMENT);
  });

  test('all but the location: no place, and nothing of which nobody can tell what is said', () => {
    expect(allowed(STATEMENT, 'all-but-location')).toEqual({
      changed: { 'dc:title': 'Boats', 'dc:rights': null },
      unchanged: { 'dc:creator': ['Ana'] },
      removed: { 'dc:subject': ['secret'], 'dc:creator': ['Jan'] },
    });
  });

  test('the copyright: who made it and whose it is', () => {
    expect(allowed(STATEMENT, 'copyright-only')).toEqual({
      changed: { 'dc:rights': null },
      unchanged: { 'dc:creator': ['Ana'] },
      removed: { 'dc:creator': ['Jan'] },
    });
  });

  test('nothing', () => {
    expect(allowed(STATEMENT, 'none')).toEqual({ changed: {}, unchanged: {}, removed: {} });
  });
});

describe('what may stay', () => {
  test.each<[string, string]>([
    ['dc:title', 'yes yes no no'],
    ['dc:rights', 'yes yes yes no'],
    ['dc:creator', 'yes yes yes no'],
    ['exif:Copyright', 'yes yes yes no'],
    ['exif:Artist', 'yes yes yes no'],
    ['iptc:CopyrightNotice', 'yes yes yes no'],
    ['iptc:By-line', 'yes yes yes no'],
    ['photoshop:City', 'yes no no no'],
    ['photoshop:Headline', 'yes yes no no'],
    ['exif:GPSPosition', 'yes no no no'],
    ['somebody:Invented', 'yes no no no'],
  ])('%s: %s', (property, expected) => {
    expect(POLICIES.map((policy) => (mayStay(property, policy) ? 'yes' : 'no')).join(' ')).toBe(expected);
  });
});

describe('what may stand beside a file', () => {
  test('its title where it may stand in it', () => {
    expect(POLICIES.map(titleGoesOut)).toEqual([true, true, false, false]);
  });

  test('fields by their properties; a place with a whole file only', () => {
    const beside = (policy: (typeof POLICIES)[number]) => fieldsBeside(DEFAULT_FIELDS, policy);
    expect(beside('everything')).toEqual(DEFAULT_FIELDS);
    expect(beside('none')).toEqual([]);
    const types = beside('all-but-location').map(({ type }) => type);
    expect(types).toContain('tags');
    expect(types).not.toContain('place');
    const own = { ...DEFAULT_FIELDS[0], id: 'own', properties: [] } as unknown as (typeof DEFAULT_FIELDS)[number];
    const where = { ...own, id: 'where', type: 'place' as const };
    expect(fieldsBeside([own, where], 'all-but-location')).toEqual([own]);
    expect(fieldsBeside([own], 'copyright-only')).toEqual([]);
    const ids = beside('copyright-only').map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['creator', 'copyright']));
    for (const id of ['title', 'description', 'keywords']) expect(ids).not.toContain(id);
  });
});
