import { describe, expect, test } from 'vitest';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import type { EmbeddedProperties } from '../domain/embedded';
import { FIELD_TYPES, type FieldValue } from '../domain/field';
import { valuesFromEmbedded } from './embedded';
import { FIELDS } from './index';

const values = (properties: EmbeddedProperties) => valuesFromEmbedded(properties, DEFAULT_FIELDS);

describe('values from a file', () => {
  test.each<[string, EmbeddedProperties, Record<string, FieldValue>]>([
    ['XMP before IPTC', { 'dc:title': { languages: { 'x-default': 'A' } }, 'iptc:ObjectName': 'B' }, { title: 'A' }],
    ['IPTC where XMP is empty', { 'dc:title': '', 'iptc:ObjectName': 'B' }, { title: 'B' }],
    ['EXIF before both', { 'exif:Copyright': '© E', 'dc:rights': 'x' }, { copyright: '© E' }],
    [
      'EXIF’s ASCII gives way to the same with accents',
      { 'exif:Artist': 'Zoe Angstrom', 'dc:creator': ['Zoë Ångström', '李雷'] },
      { creator: ['Zoë Ångström', '李雷'] },
    ],
    ['several artists in EXIF', { 'exif:Artist': 'A; B' }, { creator: ['A', 'B'] }],
    ['keywords once each', { 'iptc:Keywords': ['a', 'b', 'a', ' '] }, { keywords: ['a', 'b'] }],
    [
      'a date with its zone',
      { 'exif:DateTimeOriginal': '2024:02:29 23:59:59', 'exif:OffsetTimeOriginal': '+05:45' },
      { 'date-created': '2024-02-29T23:59:59+05:45' },
    ],
    [
      'IPTC’s date and time',
      { 'iptc:DateCreated': '20240229', 'iptc:TimeCreated': '101500+0100' },
      { 'date-created': '2024-02-29T10:15:00+01:00' },
    ],
    [
      'a date that is none gives way',
      { 'exif:DateTimeOriginal': '0000:00:00 00:00:00', 'photoshop:DateCreated': '1923' },
      { 'date-created': '1923' },
    ],
    ['a rating', { 'xmp:Rating': '4' }, { rating: 4 }],
    ['rejected is no rating', { 'xmp:Rating': '-1' }, {}],
    [
      'a place with coordinates',
      { 'Iptc4xmpCore:Location': 'Pier 3', 'exif:GPSPosition': '45.98, -9.26' },
      { place: { name: 'Pier 3', latitude: 45.98, longitude: -9.26 } },
    ],
    ['a script is no address', { 'xmpRights:WebStatement': 'javascript:alert(1)' }, {}],
  ])('%s', (_name, properties, expected) => {
    expect(values(properties)).toEqual(expected);
  });
});

describe('every type reads what it prints', () => {
  const samples: Record<string, FieldValue[]> = {
    text: ['a, b; c'],
    'long-text': ['a\nb'],
    number: [0, -1.5, 3e6],
    date: ['1923', '1923-05', '2024-02-29T23:59:59+05:45'],
    boolean: [true, false],
    choice: ['Red'],
    choices: [['Red', 'Blue, dark']],
    tags: [['a, b', '海']],
    rating: [1, 5],
    url: ['https://example.org/?a=1;b=2'],
    person: [['Mia', 'Ortiz, Ana']],
    place: [
      { name: 'Rome', latitude: null, longitude: null },
      { name: 'Rome', latitude: 41.9, longitude: 12.5 },
      { name: '', latitude: -41.9, longitude: 12.5 },
    ],
  };
  test.each(FIELD_TYPES)('%s', (type) => {
    const field = { options: ['Red', 'Blue, dark'] };
    for (const value of samples[type] ?? [])
      expect(FIELDS[type].parse(FIELDS[type].print(value), field)).toEqual(value);
    expect(FIELDS[type].print(null)).toBe('');
    const sorted = [null, ...(samples[type] ?? [])].sort(FIELDS[type].compare);
    expect(sorted.at(-1)).toBeNull();
  });
});
