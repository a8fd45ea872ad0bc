import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeFaults } from '../../../tests/support/faulty-store-cases';
import { describeObjects } from '../../../tests/support/object-store-cases';
import { DAV_USER, startWebDav, type WebDavServer } from '../../../tests/support/webdav-server';
import { codeOf } from '../../domain/errors';
import { webdavObjects } from './objects';
import type { WebDavSettings } from './settings';

let server: WebDavServer;
let settings: WebDavSettings;
beforeAll(async () => {
  server = await startWebDav();
  settings = { folder: server.address, publicFolder: '', ...DAV_USER };
});
afterAll(() => server.close());

const BASE = '/dav/my%20files';
beforeEach(() => {
  server.files.clear();
  server.folders.clear();
  server.folders.add('');
  server.asked.length = 0;
  const usual = { full: false, ranges: true, delay: 0, faults: [], clockOffset: 0, manner: 'apache', inside: BASE };
  Object.assign(server.behaviour, usual);
});

const failed = (work: Promise<unknown>) => work.then(() => 'no error', codeOf);

describe.each(['apache', 'sabre', 'addresses'] as const)('a server that writes as %s', (manner) => {
  beforeEach(() => Object.assign(server.behaviour, { manner }));
  describeObjects(async (folder) => webdavObjects(settings, folder));
});
describeFaults({ open: () => webdavObjects(settings, ''), behaviour: () => server.behaviour, tries: 2 });

describe('folders', () => {
  const text = new Blob(['x']);
  const made = () => server.asked.filter((each) => each.startsWith('MKCOL'));

  test('are made once, from the outermost, however many objects are put at once', async () => {
    const store = webdavObjects(settings, 'my library/v1');
    await Promise.all(['a/b/1', 'a/b/2', 'a/c/1', '1'].map((name) => store.put(name, text)));
    const all = ['MKCOL my library', 'MKCOL my library/v1', 'MKCOL my library/v1/a'];
    expect(made().slice(0, 3)).toEqual(all);
    expect(made().sort()).toEqual([...all, 'MKCOL my library/v1/a/b', 'MKCOL my library/v1/a/c']);
  });

  test('that are there already are no matter', async () => {
    await webdavObjects(settings, '').put('a/b', text);
    await webdavObjects(settings, '').put('a/c', text);
    expect(server.files.size).toBe(2);
  });

  test('that somebody took away are made again', async () => {
    const store = webdavObjects(settings, '');
    await store.put('a/b', text);
    server.files.clear();
    server.folders.delete('a');
    await store.put('a/c', text);
    expect([...server.files.keys()]).toEqual(['a/c']);
  });

  test('that could not be made are tried again', async () => {
    const store = webdavObjects(settings, '');
    server.behaviour.faults = ['fails', 'fails'];
    expect(await failed(store.put('a/b', text))).toBe('carrier-failed');
    await store.put('a/b', text);
    expect([...server.files.keys()]).toEqual(['a/b']);
  });

  test('stay, and are no objects', async () => {
    const store = webdavObjects(settings, '');
    await store.put('a/b', text);
    await store.remove('a/b');
    expect(server.folders).toContain('a');
    expect(await store.list('')).toEqual([]);
  });
});

test('what else lies in the folder is no object', async () => {
  for (const path of ['.davfs.tmp1', 'ä', 'a b', 'x&y', '100%', 'a']) server.files.set(path, Buffer.from('x'));
  server.folders.add('.trash');
  server.files.set('.trash/b', Buffer.from('x'));
  expect(await webdavObjects(settings, '').list('')).toEqual([{ name: 'a', bytes: 1 }]);
});

describe('what is wrong', () => {
  test('a wrong password', async () => {
    const store = webdavObjects({ ...settings, password: 'wrong' }, '');
    expect(await failed(store.put('a', new Blob(['x'])))).toBe('carrier-key');
    expect(await failed(store.get('a'))).toBe('carrier-key');
    expect(await failed(store.list(''))).toBe('carrier-key');
    expect(await failed(store.remove('a'))).toBe('carrier-key');
  });

  test('the folder of the settings is not there', async () => {
    const store = webdavObjects({ ...settings, folder: settings.folder.replace('my%20files', 'other') }, '');
    expect(await failed(store.put('a', new Blob(['x'])))).toBe('carrier-name');
    expect(await failed(store.put('a/b', new Blob(['x'])))).toBe('carrier-name');
    expect(await failed(store.list(''))).toBe('carrier-name');
  });

  test('a proxy that knows the folder by another path, which would look empty', async () => {
    const store = webdavObjects(settings, '');
    await store.put('a', new Blob(['x']));
    server.behaviour.inside = '/inner';
    expect(await failed(store.list(''))).toBe('carrier-failed');
  });
});

test('the server’s clock, as every answer says it', async () => {
  const store = webdavObjects(settings, '');
  server.behaviour.clockOffset = null;
  await store.get('a');
  expect(store.clockAhead()).toBeNull();
  server.behaviour.clockOffset = -600_000;
  await store.get('a');
  expect(Math.abs((store.clockAhead() ?? 0) + 600_000)).toBeLessThan(5_000);
});
