import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import type { EmbeddedProperties } from '../domain/embedded';
import { originOf } from '../domain/embedded';
import type { FieldValue } from '../domain/field';
import { withValues } from '../domain/field-values';
import { SYNONYMS } from '../domain/synonyms';
import { believedValues } from './belief';
import { statementOf } from './statement';

/** What an export says of an asset that began with what its file says, and was then edited. */
function after(file: EmbeddedProperties, edits: Record<string, FieldValue> = {}) {
  const begun = withValues({ title: '', rating: 0, fields: {} }, believedValues(originOf(file), DEFAULT_FIELDS));
  return statementOf(withValues(begun, edits), DEFAULT_FIELDS, { properties: file });
}

describe('a statement says only what somebody changed here', () => {
  test.each<[string, EmbeddedProperties]>([
    ['24 o’clock', { 'exif:DateTimeOriginal': '2024:02:21 24:00:00', 'photoshop:DateCreated': 'some time' }],
    ['a malformed zone', { 'xmp-exif:DateTimeOriginal': '2008-05-25T19:31:26.0+1:00' }],
    ['rejected', { 'xmp:Rating': '-1' }],
    ['words of a camera', { 'exif:ImageDescription': 'SONY DSC', 'exif:Copyright': 'Copyright,' }],
    ['no fix', { 'exif:GPSPosition': '0, 0' }],
    ['a position as text', { 'exif:GPSLatitude': 'north of here', 'exif:GPSPosition': 'unknown' }],
    ['an address that is none', { 'xmpRights:WebStatement': 'see below' }],
    ['nothing', {}],
  ])('%s is left as it is: not one property is stated', (_name, file) => {
    expect(after(file)).toEqual({ changed: {}, unchanged: {}, removed: {} });
  });

  test('whatever stands in a file, untouched it is never in what was changed', () => {
    const property = fc.constantFrom(
      ...new Set(DEFAULT_FIELDS.flatMap(({ properties }) => properties)),
      ...Object.values(SYNONYMS).flatMap((all) => all.map((synonym) => synonym.property)),
      'xmp-exif:DateTimeOriginal',
      'xmp-exif:GPSPosition',
      'exif:OffsetTimeOriginal',
      'iptc:TimeCreated',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '2024:02:29 24:00:00',
        '20240230',
        '0, 0',
        '48.1, 11.5',
        '-1',
        '3',
        'SONY DSC',
        'a; b',
        ' ',
        '+1:00',
      ),
    );
    const value = fc.oneof(text, fc.integer({ min: -2, max: 120 }), fc.array(text, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(property, value), (file) => {
        const { changed, removed } = after(file);
        expect([changed, removed]).toEqual([{}, {}]);
      }),
    );
  });

  test('what nobody touched is stated beside, by every property of its field', () => {
    const { changed, unchanged } = after({ 'exif:XPTitle': 'Harbour', 'iptc:Keywords': ['sea'] });
    expect(changed).toEqual({});
    expect(unchanged).toEqual({
      'dc:title': 'Harbour',
      'iptc:ObjectName': 'Harbour',
      'dc:subject': ['sea'],
      'iptc:Keywords': ['sea'],
    });
  });

  test('what was emptied is null, what was changed is as it is now', () => {
    const file = { 'dc:title': 'Harbour', 'exif:Copyright': '© Ada' };
    expect(after(file, { title: null, copyright: '© Ada Example' }).changed).toEqual({
      'dc:title': null,
      'iptc:ObjectName': null,
      'dc:rights': '© Ada Example',
      'iptc:CopyrightNotice': '© Ada Example',
      'exif:Copyright': '© Ada Example',
    });
  });

  test('items that were taken out are told, whatever property listed them', () => {
    const file = { 'lr:hierarchicalSubject': ['People|Marie', 'People|Pierre'] };
    const { changed, removed } = after(file, { keywords: ['Pierre'] });
    expect(changed).toEqual({ 'dc:subject': ['Pierre'], 'iptc:Keywords': ['Pierre'] });
    expect(removed).toEqual({ 'dc:subject': ['Marie'], 'iptc:Keywords': ['Marie'] });
  });

  test('a place whose name is changed keeps the position that the file has', () => {
    const file = { 'exif:GPSPosition': '48.137, 11.575', 'iptc:Sub-location': 'Pier' };
    const { changed, unchanged } = after(file, { place: { name: 'Pier 3', latitude: 48.137, longitude: 11.575 } });
    expect(changed).toEqual({ 'Iptc4xmpCore:Location': 'Pier 3', 'iptc:Sub-location': 'Pier 3' });
    expect(unchanged).toEqual({ 'exif:GPSPosition': '48.137, 11.575' });
  });

  test('what a sidecar said is not in the file, so it is written', () => {
    const file = { 'exif:Artist': 'CAMERA 7' };
    const beside = { sidecar: { 'dc:creator': ['Ada'] } };
    const begun = withValues({ title: '', rating: 0, fields: {} }, believedValues({ file, beside }, DEFAULT_FIELDS));
    expect(statementOf(begun, DEFAULT_FIELDS, { properties: file }).changed).toEqual({
      'dc:creator': ['Ada'],
      'iptc:By-line': ['Ada'],
      'exif:Artist': ['Ada'],
    });
  });

  test('an asset of an older program is as that one read it: what it lacks was not emptied by anybody', () => {
    const properties = {
      'exif:XPTitle': 'Harbour',
      'exif:Copyright': '© E',
      'dc:rights': '© X',
      'exif:ImageDescription': 'SONY DSC',
      'dc:description': 'Words',
      'photoshop:City': 'Rome',
      'photoshop:DateCreated': '2008-05-25',
      'lr:hierarchicalSubject': ['a|b'],
    };
    const before = { ...properties, 'dc:creator': ['Sidecar'], 'photoshop:DateCreated': 'no date' };
    const asset = {
      title: '',
      rating: 0,
      fields: { copyright: '© E', description: 'SONY DSC', creator: ['Sidecar'] },
    };
    const { changed } = statementOf(asset, DEFAULT_FIELDS, { properties, before });
    // City was there and is not any more; the creator came from beside the file.
    expect(changed).toEqual({
      'photoshop:City': null,
      'iptc:City': null,
      'dc:creator': ['Sidecar'],
      'iptc:By-line': ['Sidecar'],
      'exif:Artist': ['Sidecar'],
    });
    const now = statementOf(asset, DEFAULT_FIELDS, { properties }).changed;
    expect(now).toMatchObject({ 'dc:title': null, 'dc:rights': '© E' });
  });

  test('a retired field says nothing', () => {
    const retired = DEFAULT_FIELDS.map((field) => ({ ...field, retired: true }));
    expect(statementOf({ title: 'T', rating: 3, fields: {} }, retired, { properties: {} })).toEqual({
      changed: {},
      unchanged: {},
      removed: {},
    });
  });
});

describe('what only a comment says is hearsay', () => {
  test.each<[string, EmbeddedProperties, readonly string[] | undefined]>([
    ['a comment alone', { 'gif:Comment': 'Low tide' }, ['dc:description', 'iptc:Caption-Abstract']],
    ['a property of the field', { 'dc:description': 'Low tide' }, undefined],
    ['a synonym that may stay', { 'iptc:Caption-Abstract': 'Low tide' }, undefined],
  ])('%s', (_what, file, hearsay) => {
    expect(after(file).hearsay?.filter((property) => hearsay?.includes(property) ?? true)).toEqual(hearsay);
  });

  test('a structure is known by its path', () => {
    expect(after({ 'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Name': 'Ana' }).hearsay).toBeUndefined();
  });
});

test('half a position is none', () => {
  const half = { name: 'Pier', latitude: 45, longitude: null };
  const { changed, unchanged } = after({}, { place: half });
  expect({ ...unchanged, ...changed }['exif:GPSPosition'] ?? null).toBeNull();
});
