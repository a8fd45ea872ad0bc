import { describe, expect, test } from 'vitest';
import { STORAGE_IDS, type StorageId } from '../domain/share';
import type { OpenStorage } from './storage';
import { isStorage, STORAGES } from './storages';

const S3 = {
  endpoint: 'https://s3.example.org/',
  region: ' eu ',
  bucket: 'my-shares',
  accessKeyId: 'AK',
  secretAccessKey: 'SK',
  publicRead: false,
};
const DAV = { folder: 'https://dav.example.org/a/', user: 'ana', password: 'pw', publicFolder: '' };

function opened(id: StorageId, settings: object): OpenStorage {
  const found = STORAGES[id].open(settings);
  if ('wrong' in found) throw new Error(found.wrong);
  return found;
}

describe('every storage', () => {
  test.each(STORAGE_IDS)('%s is itself, asks for each of its settings once, and keeps no secret in its place', (id) => {
    const storage = STORAGES[id];
    expect(storage.id).toBe(id);
    const names = storage.entries.map(({ name }) => name);
    const { settings, place } = opened(id, id === 's3' ? S3 : DAV);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(settings).sort()).toEqual([...names].sort());
    expect(place.type).toBe(id);
    for (const { name, secret, key } of storage.entries) if (secret || key) expect(place).not.toHaveProperty(name);
  });

  test('what is no storage is none', () => {
    for (const id of ['file', 'data', 'live', 'attachments', 'uploaded', '']) expect(isStorage(id)).toBe(false);
    for (const id of STORAGE_IDS) expect(isStorage(id)).toBe(true);
  });
});

describe('settings', () => {
  test('are tidied: spaces around them, slashes at the end', () => {
    expect(opened('s3', S3).settings).toMatchObject({ endpoint: 'https://s3.example.org', region: 'eu' });
    expect(opened('webdav', { ...DAV, publicFolder: ' https://files.example.org/a// ' }).settings).toMatchObject({
      folder: 'https://dav.example.org/a',
      publicFolder: 'https://files.example.org/a',
    });
  });

  test.each<[string, StorageId, object]>([
    ['an address without encryption', 's3', { ...S3, endpoint: 'http://s3.example.org' }],
    ['no address', 's3', { ...S3, endpoint: 's3.example.org' }],
    ['no region', 's3', { ...S3, region: ' ' }],
    ['a bucket that cannot be', 's3', { ...S3, bucket: 'my shares' }],
    ['a bucket of two letters', 's3', { ...S3, bucket: 'ab' }],
    ['no key', 's3', { ...S3, accessKeyId: '' }],
    ['no secret', 's3', { ...S3, secretAccessKey: '' }],
    ['an address without encryption', 'webdav', { ...DAV, folder: 'http://dav.example.org/a' }],
    ['nothing', 'webdav', {}],
  ])('%s is refused (%s, %s)', (_what, id, settings) => {
    expect(STORAGES[id].open(settings)).toEqual({ wrong: expect.stringMatching(/./) });
  });

  test.each(['http://localhost:9000', 'http://127.0.0.1:9000/', 'http://localhost/'])(
    '%s is this machine',
    (endpoint) => {
      expect(opened('s3', { ...S3, endpoint }).settings.endpoint).toBe(endpoint.replace(/\/$/, ''));
    },
  );
});

describe('where something lies', () => {
  test('an S3 address is in path style, each part escaped; no name changes the bucket', () => {
    const storage = opened('s3', S3);
    expect(STORAGES.s3.objectOf('a.zip.age')).toBe('satchel/a.zip.age');
    expect(storage.plainAddress('satchel/a b?#%.zip')).toBe(
      'https://s3.example.org/my-shares/satchel/a%20b%3F%23%25.zip',
    );
    expect(STORAGES.s3.label(storage.place, 'satchel/x')).toBe('https://s3.example.org/my-shares/satchel/x');
  });

  test('a WebDAV file is read at the public address where there is one', () => {
    expect(STORAGES.webdav.objectOf('a.zip.age')).toBe('a.zip.age');
    expect(opened('webdav', DAV).plainAddress('ä b/c')).toBe('https://dav.example.org/a/%C3%A4%20b%2Fc');
    const elsewhere = opened('webdav', { ...DAV, publicFolder: 'https://files.example.org/p' });
    expect(elsewhere.plainAddress('x')).toBe('https://files.example.org/p/x');
    expect(STORAGES.webdav.label(elsewhere.place, 'x')).toBe('https://dav.example.org/a/x');
  });

  test('the keys go to another bucket or folder of the same storage, and to no other storage', () => {
    const bucket = opened('s3', S3);
    const there = { type: 's3', endpoint: 'https://s3.example.org', region: 'us', bucket: 'other' } as const;
    expect(bucket.at(bucket.place)?.settings).toEqual(bucket.settings);
    expect(bucket.at(there)?.settings).toEqual({ ...bucket.settings, region: 'us', bucket: 'other' });
    expect(bucket.at({ ...there, endpoint: 'https://s3.example.net' })).toBeUndefined();
    const folder = opened('webdav', DAV);
    const beside = { type: 'webdav', folder: 'https://dav.example.org/b' } as const;
    expect(folder.at(beside)?.settings).toEqual({ ...folder.settings, folder: beside.folder });
    expect(folder.at({ ...beside, folder: 'https://example.org/a' })).toBeUndefined();
    expect(folder.at(there)).toBeUndefined();
    expect(bucket.at(beside)).toBeUndefined();
  });

  test('only a signed link ends', () => {
    expect(opened('s3', S3).mostDays).toMatchObject({ days: 7 });
    expect(opened('s3', { ...S3, publicRead: true }).mostDays).toBeUndefined();
    expect(opened('webdav', DAV).mostDays).toBeUndefined();
  });

  test('the rule for a bucket names this origin and what the client sends', () => {
    const [rule] = JSON.parse(STORAGES.s3.corsRule?.('https://satchel.example.org') ?? '[]');
    expect(rule.AllowedOrigins).toEqual(['https://satchel.example.org']);
    expect(rule.AllowedMethods).toEqual(expect.arrayContaining(['GET', 'PUT', 'POST', 'DELETE']));
    expect(rule.ExposeHeaders).toEqual(expect.arrayContaining(['ETag', 'Date', 'Content-Range']));
  });
});
