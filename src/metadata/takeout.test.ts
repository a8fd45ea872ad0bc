import { describe, expect, test } from 'vitest';
import { readTakeout } from './takeout';

const photo = {
  title: 'IMG_3397.jpg',
  description: 'Ada &amp; Ben&#39;s barn',
  photoTakenTime: { timestamp: '1258375918', formatted: '16 Nov 2009, 12:51:58 UTC' },
  geoData: { latitude: 48.137, longitude: 11.575, altitude: 0 },
  people: [{ name: 'Ada Example' }, { name: '' }, {}],
};
const read = (json: unknown) => readTakeout(JSON.stringify(json));

describe('Google Takeout’s JSON', () => {
  test('says when, where, who and what, in properties that fields read', () => {
    expect(read(photo)).toEqual({
      type: 'photo',
      title: 'IMG_3397.jpg',
      properties: {
        'xmpMM:PreservedFileName': 'IMG_3397.jpg',
        'dc:description': "Ada & Ben's barn",
        'photoshop:DateCreated': '2009-11-16T12:51:58Z',
        'exif:GPSPosition': '48.137, 11.575',
        'Iptc4xmpExt:PersonInImage': ['Ada Example'],
      },
    });
  });

  test('0, 0 is no place, what the camera measured stands in for it, and a title without an ending is one', () => {
    const nowhere = { latitude: 0, longitude: 0 };
    const said = (change: object) => {
      const found = read({ ...photo, ...change });
      return found?.type === 'photo' ? found.properties : undefined;
    };
    expect(said({ geoData: nowhere })?.['exif:GPSPosition']).toBeUndefined();
    expect(said({ geoData: nowhere, geoDataExif: { latitude: 1, longitude: 2 } })?.['exif:GPSPosition']).toBe('1, 2');
    expect(said({ title: 'The barn' })?.['dc:title']).toBe('The barn');
    expect(said({ photoTakenTime: { timestamp: '-86400' } })?.['photoshop:DateCreated']).toBe('1969-12-31T00:00:00Z');
    expect(said({ photoTakenTime: { timestamp: '0' } })?.['photoshop:DateCreated']).toBeUndefined();
  });

  test('an album is told from a photo, and anything else from both', () => {
    expect(read({ title: 'Harvest festival', description: '', access: 'protected' })).toEqual({
      type: 'album',
      title: 'Harvest festival',
    });
    for (const text of ['', '{', '[]', 'null', '{"name":"x"}', '{"title":1,"photoTakenTime":{}}']) {
      expect(readTakeout(text)).toBeNull();
    }
  });
});
