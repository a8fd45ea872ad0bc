import { expect, test } from 'vitest';
import { FORMATS } from '../formats';
import { CONTAINERS } from '../metadata/containers';
import { IMAGES } from './image/kind';
import { mediaType } from './kind';
import { DRAWINGS } from './svg/kind';

test('a type belongs to one family, and says that it does', () => {
  const families = { image: IMAGES, svg: DRAWINGS };
  const types = Object.values(families).flatMap((family) => Object.keys(family));
  expect(new Set(types).size).toBe(types.length);
  for (const [id, family] of Object.entries(families)) {
    for (const [mime, type] of Object.entries(family)) {
      expect(type.family, mime).toBe(id);
      expect(mediaType(mime, 'any.name')).toBe(type);
    }
  }
});

test.each([
  ['application/pdf', 'album.pdf', 'document', 'PDF'],
  ['video/mp4', 'clip.MP4', 'video', 'MP4'],
  ['application/x-7z-compressed', 'old', 'archive', '7Z-COMPRESSED'],
  ['application/octet-stream', 'blob', 'other', 'FILE'],
  ['image/heic', 'iphone.heic', 'image', 'HEIC'],
])('%s is kept as its bytes, and called what people call it', (mime, name, kind, label) => {
  expect(mediaType(mime, name)).toEqual({ kind, label, family: null, engineModule: null, browser: false });
});

test('what a format says of itself is there: its container, and depths that begin with eight bits', () => {
  for (const format of Object.values(FORMATS)) {
    expect(Object.keys(CONTAINERS), format.id).toContain(format.container);
    expect(format.depths[0], format.id).toBe(8);
  }
});
