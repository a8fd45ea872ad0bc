import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesOfFolders } from './folders';
import { isAlbumName, photoBeginning, takeoutNames } from './takeout-names';

const LONG = 'A very long name of a picture that somebody gave it.jpg';

describe('names of Google Takeout’s JSON', () => {
  test.each([
    ['IMG_3397.jpg', 'IMG_3397.jpg.json'],
    ['IMG_3397.jpg', 'IMG_3397.jpg.supplemental-metadata.json'],
    ['IMG_3397(1).jpg', 'IMG_3397.jpg(1).json'],
    ['IMG_3397(1).jpg', 'IMG_3397.jpg.supplemental-metadata(1).json'],
    ['IMG_3397(12).jpg', 'IMG_3397(12).jpg.json'],
    ['IMG_3397-edited.jpg', 'IMG_3397.jpg.json'],
    ['IMG_3397-bearbeitet(2).jpg', 'IMG_3397.jpg.supplemental-metadata(2).json'],
    [
      '1234567890_1234567890_1234567.jpg',
      '1234567890_1234567890_1234567.jpg.supplemental.json'.slice(0, 46).concat('.json'),
    ],
    ['20230101_1234567890123456.jpg', '20230101_1234567890123456.jpg.supplemental-met.json'],
    ['123456789012345678901234567890123456.jpg', '123456789012345678901234567890123456.jpg.suppl.json'],
    [LONG, `${LONG.slice(0, 46)}.json`],
    [`${LONG.slice(0, 47)}.jpg`, `${LONG.slice(0, 46)}.json`],
    ['PXL_20230101.PORTRAIT.jpg', 'PXL_20230101.PORTRAIT.jpg.s.json'],
    ['Foto.JPG', 'foto.jpg.json'],
  ])('%s has %s', (photo, json) => {
    expect(takeoutNames(photo)).toContain(json.toLowerCase().replace(/\.json$/, ''));
  });

  test.each([
    ['IMG_3397.jpg', 'IMG_3397.jpg(1).json'],
    ['IMG_3397.jpg', 'IMG_3398.jpg.json'],
    ['IMG_3397.jpg', 'IMG_3397.json'],
    ['IMG_3397(1).jpg', 'IMG_3397.jpg.json'],
  ])('%s has no %s', (photo, json) => {
    expect(takeoutNames(photo)).not.toContain(json.toLowerCase().replace(/\.json$/, ''));
  });

  test('a photo begins as its JSON says, whatever it is called', () => {
    const part = fc.constantFrom('IMG', 'a', '.', '(1)', '(23)', '-edited', '-bearbeitet', 'İ', 'x'.repeat(30), '.jpg');
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, (photo) => {
        const begins = takeoutNames(photo).map((json) => photo.toLowerCase().startsWith(photoBeginning(json)));
        expect(begins).not.toContain(false);
      }),
      { numRuns: 2000 },
    );
    expect(photoBeginning('IMG_3397.jpg(1)')).toBe('img_3397');
    expect(photoBeginning('IMG_3397(12).jpg')).toBe('img_3397');
  });

  test('an album’s', () => {
    expect(['metadata.json', 'Metadaten.json', 'metadata(3).json'].every(isAlbumName)).toBe(true);
    expect(['package.json', 'metadata.txt', 'my-metadata.json'].some(isAlbumName)).toBe(false);
  });
});

test('folders that nobody named say nothing', () => {
  const albums = new Map([['Takeout/Google Photos/Anna _ Ben', 'Anna & Ben']]);
  expect(namesOfFolders('Takeout/Google Photos/Anna _ Ben', albums)).toEqual(['Anna & Ben']);
  expect(namesOfFolders('Takeout/Google Fotos/Fotos von 2009', new Map())).toEqual([]);
  expect(namesOfFolders('Card/DCIM/100CANON', new Map())).toEqual(['Card']);
  expect(namesOfFolders('2024work', new Map())).toEqual(['2024work']);
  expect(namesOfFolders('Weddings/Anna', new Map())).toEqual(['Weddings', 'Anna']);
  expect(namesOfFolders('', new Map())).toEqual([]);
});
