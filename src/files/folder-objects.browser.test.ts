import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeObjects } from '../../tests/support/object-store-cases';
import { openFolder } from './folder';

/** In the origin's private files, which are the same kind of folder as one that a person chose. */
const NAME = 'folder-objects';
let root: FileSystemDirectoryHandle;
beforeEach(async () => {
  root = await (await navigator.storage.getDirectory()).getDirectoryHandle(NAME, { create: true });
});
afterEach(async () => {
  await (await navigator.storage.getDirectory()).removeEntry(NAME, { recursive: true });
});

const open = (under = '') => openFolder(root).objects(under);

describeObjects(async (under) => open(under));

test('what is stopped in the middle leaves what was there before', async () => {
  const store = open();
  await store.put('a/old', new Blob(['old']));
  for (const name of ['a/old', 'a/new']) {
    const stop = new AbortController();
    const putting = store.put(name, new Blob([new Uint8Array(4 * 1024 * 1024)]), stop.signal);
    stop.abort();
    await expect(putting).rejects.toHaveProperty('name', 'AbortError');
  }
  expect(await (await store.get('a/old'))?.text()).toBe('old');
  expect([...(await openFolder(root).paths(''))]).toEqual(['a/old']);
});

test('what a browser that died left, or another program laid there, is no object', async () => {
  const store = open();
  await store.put('a/whole', new Blob(['x']));
  const folder = await root.getDirectoryHandle('a');
  await folder.getFileHandle('begun', { create: true });
  for (const name of ['.DS_Store', 'a b', 'whole.crswap']) {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write('x');
    await writable.close();
  }
  expect(await store.get('a/begun')).toBeNull();
  expect(await store.list('')).toEqual([{ name: 'a/whole', bytes: 1 }]);
  await store.put('a/begun', new Blob(['y']));
  expect(await (await store.get('a/begun'))?.text()).toBe('y');
});

test('a folder that gives nothing away is told', async () => {
  const refuses = async () => {
    throw new DOMException('', 'NotAllowedError');
  };
  const closed = { ...root, getFileHandle: refuses, getDirectoryHandle: refuses } as FileSystemDirectoryHandle;
  const store = openFolder(closed).objects('');
  for (const work of [() => store.put('a', new Blob(['x'])), () => store.get('a'), () => store.remove('a/b')])
    await expect(work()).rejects.toHaveProperty('code', 'save-refused');
});

test('it has no clock of its own', () => expect(open().clockAhead()).toBeNull());
