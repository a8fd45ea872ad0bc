import { describe, expect, test } from 'vitest';
import { FIELDS } from './index';
import { coordinatesIn, measuredPosition } from './place/coordinates';
import { itemsOf, textsOf } from './readings';

describe('coordinates', () => {
  test.each([
    ['45.98, -9.26', 45.98, -9.26],
    ['90, 180', 90, 180],
    [' -90 , -180 ', -90, -180],
    ['0, 9', 0, 9],
  ])('%s', (text, latitude, longitude) => {
    expect(coordinatesIn(text)).toEqual({ name: '', latitude, longitude });
    expect(measuredPosition(text)).toEqual({ name: '', latitude, longitude });
  });

  test.each(['90.1, 0', '-91, 5', '45, 180.5', '45, -181', '45', '45, x', 'Hall 11, 34'])('%s is none', (text) => {
    expect(coordinatesIn(text)).toBeUndefined();
  });

  test('a receiver without a fix was nowhere, though it is a place', () => {
    expect(coordinatesIn('0, 0')).toBeDefined();
    expect(measuredPosition('0, 0')).toBeUndefined();
    expect(measuredPosition('0.0000001, -0.0000001')).toBeUndefined();
  });
});

describe('the texts of a value', () => {
  test('of several languages the default, else English, else the first', () => {
    expect(textsOf({ languages: { en: 'Sea', 'x-default': 'Meer' } })).toEqual(['Meer']);
    expect(textsOf({ languages: { fr: 'Mer', en: 'Sea' } })).toEqual(['Sea']);
    expect(textsOf({ languages: { fr: 'Mer' } })).toEqual(['Mer']);
    expect(textsOf({ languages: {} })).toEqual([]);
    expect(textsOf(4)).toEqual(['4']);
  });

  test('items by their form, trimmed, each once', () => {
    const items = (value: string | string[], form: Parameters<typeof itemsOf>[2]) => itemsOf({ p: value }, 'p', form);
    expect(items(' a ; b;a;', 'joined')).toEqual(['a', 'b']);
    expect(items(['a, b', ' ', 'a, b'], 'list')).toEqual(['a, b']);
    expect(items('Places|Italy|Como', 'paths-by-bar')).toEqual(['Como']);
    expect(items('Places/Italy/Como', 'paths-by-slash')).toEqual(['Como']);
  });

  test('of regions the faces', () => {
    const at = (i: number, name: string) => `mwg-rs:Regions/mwg-rs:RegionList[${i}]/mwg-rs:${name}`;
    const said = {
      [at(1, 'Name')]: 'Ana',
      [at(1, 'Type')]: 'Face',
      [at(2, 'Name')]: 'Rex',
      [at(2, 'Type')]: 'Pet',
      [at(3, 'Name')]: 'Jan',
    };
    expect(itemsOf(said, 'mwg-rs:Regions', 'regions')).toEqual(['Ana', 'Jan']);
  });
});

describe('a list as text', () => {
  test.each([
    [['a', 'b'], 'a; b'],
    [['a; b', 'c'], '"a; b"; c'],
    [['say "x"; y'], '"say ""x""; y"'],
    [[' in front'], '" in front"'],
    [['"quoted'], '"""quoted"'],
    [['two\nlines'], '"two\nlines"'],
  ])('%j is %j, and is read again', (items, text) => {
    expect(FIELDS.tags.print(items)).toBe(text);
    expect(FIELDS.tags.parse(text, { options: [] })).toEqual(items);
  });

  test('nothing between two signs is no item', () => {
    expect(FIELDS.tags.parse('a;; b ;', { options: [] })).toEqual(['a', 'b']);
    expect(FIELDS.tags.parse('""; a', { options: [] })).toEqual(['a']);
  });
});
