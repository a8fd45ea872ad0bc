import { describe, expect, test } from 'vitest';
import { type Manifest, readManifest, timeProblem, writeManifest } from './manifest';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const at = (time: number) => new Date(time).toISOString();

type SharedFile = Manifest['files'][number];

const file = (change: object = {}): SharedFile => ({
  name: 'letter.txt',
  type: 'text/plain',
  bytes: 5,
  sha256: '0123456789abcdef'.repeat(4),
  title: '',
  width: 0,
  height: 0,
  metadata: {},
  ...change,
});

const contents = (change: object = {}): Omit<Manifest, 'format' | 'version'> => ({
  id: 'share-0001',
  name: 'Letters',
  from: { name: 'Zoë', email: '' },
  comment: '',
  createdAt: at(NOW),
  expiresAt: at(NOW + 7 * DAY),
  profile: '',
  files: [file()],
  ...change,
});

/** What is made of a manifest with this in it: "read", or why not. */
function result(change: object, now = NOW): string {
  const read = readManifest(writeManifest(contents(change)), now);
  return typeof read === 'string' ? read : 'read';
}
const ofFile = (change: object) => result({ files: [file(change)] });

test('what is written is read', () => {
  expect(readManifest(writeManifest(contents()), NOW)).toEqual({
    format: 'satchel-share',
    version: 1,
    ...contents(),
  });
});

test('what may be left out is nothing', () => {
  const { name, type, bytes, sha256 } = file();
  const { comment: _comment, profile: _profile, ...rest } = contents();
  const json = JSON.stringify({
    format: 'satchel-share',
    version: 1,
    ...rest,
    files: [{ name, type, bytes, sha256 }],
  });
  expect(readManifest(json, NOW)).toEqual({ format: 'satchel-share', version: 1, ...contents() });
});

describe('names', () => {
  test.each(['letter.txt', 'łódź 港.svg', 'MANIFEST.txt', 'index.html.txt'])('%j is one', (name) => {
    expect(ofFile({ name })).toBe('read');
  });
  test.each([
    'manifest.json',
    'index.html',
    '../letter.txt',
    'a/b.txt',
    'a\\b.txt',
    'CON',
    'aux.txt',
    'a:b.txt',
    'a\u202egpj.exe',
    'letter.txt.',
    '',
    'x'.repeat(256),
  ])('%j is none', (name) => {
    expect(ofFile({ name })).toBe('share-broken');
  });

  test.each([
    ['the same', 'a.txt', 'a.txt'],
    ['other cases', 'Łódź.txt', 'łÓDŹ.TXT'],
    ['accents typed apart', 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ])('two that a system takes for one: %s', (_what, one, other) => {
    expect(result({ files: [file({ name: one }), file({ name: other })] })).toBe('share-broken');
    expect(result({ files: [file({ name: one }), file({ name: `2 ${one}` })] })).toBe('read');
  });
});

describe('what a file is', () => {
  test.each([
    ['a hash of 63 digits', { sha256: '0'.repeat(63) }],
    ['a hash of 65', { sha256: '0'.repeat(65) }],
    ['a hash in capitals', { sha256: 'A'.repeat(64) }],
    ['less than no bytes', { bytes: -1 }],
    ['half a byte', { bytes: 0.5 }],
    ['more bytes than can be counted', { bytes: 2 ** 53 }],
    ['a type that is none', { type: 'text' }],
    ['a preview that is no base64', { preview: { type: 'image/png', data: 'a"onerror=' } }],
    ['a preview that may hold scripts', { preview: { type: 'image/svg+xml', data: '' } }],
    ['a preview larger than previews are', { preview: { type: 'image/png', data: 'A'.repeat(200_001) } }],
  ])('%s: broken', (_what, change) => {
    expect(ofFile(change)).toBe('share-broken');
  });
  test.each([
    ['nothing in it', { bytes: 0 }],
    ['a preview', { preview: { type: 'image/webp', data: 'QUJD+/8=' } }],
    ['the largest preview', { preview: { type: 'image/jpeg', data: 'A'.repeat(200_000) } }],
  ])('%s: read', (_what, change) => {
    expect(ofFile(change)).toBe('read');
  });
});

test('a package holds something', () => {
  expect(result({ files: [] })).toBe('share-broken');
});

test('what is no manifest', () => {
  for (const json of ['', '{"format":', 'null', '[]', '{"format":"satchel-share"}', '{"format":"other","version":2}'])
    expect(readManifest(json, NOW)).toBe('share-broken');
});

test('a newer form is told apart, whatever else it holds', () => {
  expect(readManifest('{"format":"satchel-share","version":2}', NOW)).toBe('share-newer');
  expect(readManifest('{"format":"satchel-share","version":0}', NOW)).toBe('share-broken');
});

test('a share is over at its moment', () => {
  expect(result({}, NOW + 7 * DAY - 1)).toBe('read');
  expect(result({}, NOW + 7 * DAY)).toBe('share-expired');
});

test('a clock may be a day wrong, and no more', () => {
  expect(result({}, NOW - DAY)).toBe('read');
  expect(result({}, NOW - DAY - 1)).toBe('share-future');
  expect(timeProblem({ createdAt: at(NOW), expiresAt: at(NOW + 1) }, NOW)).toBeUndefined();
});

test('times are times', () => {
  for (const change of [{ createdAt: 'yesterday' }, { expiresAt: 'tomorrow' }, { expiresAt: '' }])
    expect(result(change)).toBe('share-broken');
});
