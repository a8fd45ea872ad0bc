import { expect, test } from 'vitest';
import { FORMATS } from '../formats';
import { CONTAINERS } from '../metadata/containers';
import { DECODERS } from './decoders';
import type { Family } from './family';
import { mediaType } from './kind';

/** Each folder that has a `kind.ts`, and the one thing that it says. */
const families = Object.entries(import.meta.glob<Record<string, Family>>('./*/kind.ts', { eager: true })).map(
  ([path, says]) => ({ folder: path.split('/')[1] ?? '', says: Object.values(says) }),
);
const folders = families.map(({ folder }) => folder).sort();

test('each family is a folder whose name it has, and is in the list', () => {
  expect(folders).toContain('image');
  for (const { folder, says } of families) {
    expect(says.map(({ id }) => id)).toEqual([folder]);
    for (const [mime, type] of Object.entries(says[0]?.types ?? {})) {
      expect(mediaType(mime, 'any.name'), mime).toEqual({ ...type, family: folder });
    }
  }
});

test('each family has a decoder, and each decoder is a family’s', () => {
  expect(Object.keys(DECODERS).sort()).toEqual(folders);
  const decoders = Object.keys(import.meta.glob('./*/decode.ts')).map((path) => path.split('/')[1]);
  expect(decoders.sort()).toEqual(folders);
});

test('a type belongs to one family only', () => {
  const types = families.flatMap(({ says }) => says.flatMap((family) => Object.keys(family.types)));
  expect(new Set(types).size).toBe(types.length);
});

test.each([
  ['application/pdf', 'album.pdf', 'document', 'PDF'],
  ['video/mp4', 'clip.MP4', 'video', 'MP4'],
  ['audio/mpeg', 'song.mp3', 'audio', 'MP3'],
  ['application/x-7z-compressed', 'old', 'archive', '7Z-COMPRESSED'],
  ['application/octet-stream', 'blob', 'other', 'FILE'],
  ['image/heic', 'iphone.heic', 'image', 'HEIC'],
])('%s is kept as its bytes, and called what people call it', (mime, name, kind, label) => {
  expect(mediaType(mime, name)).toEqual({ kind, label, family: null, engineModule: null, browser: false });
});

test.each(Object.values(FORMATS))('what we write as $label we read, with the same part of the engine', (format) => {
  expect(mediaType(format.mime, '')).toMatchObject({ kind: 'image', engineModule: format.engineModule });
  expect(mediaType(format.mime, '').family).not.toBeNull();
});

test('what a format says of itself is there: its container, and depths that begin with eight bits', () => {
  for (const format of Object.values(FORMATS)) {
    expect(Object.keys(CONTAINERS), format.id).toContain(format.container);
    expect(format.depths[0], format.id).toBe(8);
  }
});
