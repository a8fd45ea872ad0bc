import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../src/domain/object-store';

/** What a backup may call its objects. */
const NAMES = [
  'library',
  'heads/A-b_c',
  'log/-d_v/0000000001',
  'state/part/00ff',
  'blobs/ab/cdef.0Xz-_1/0001',
  'shares/x.zip.age',
  'a/b/c/d/e/f',
];

/** What leads out of the place, or is no name of an object. */
const NO_NAMES = [
  '',
  '/',
  '/a',
  'a/',
  'a//b',
  '.',
  '..',
  '../a',
  'a/../b',
  'a/./b',
  '.a',
  'a/.b',
  'a b',
  'ä',
  'a?b',
  'a%2Fb',
  'a\\b',
];

const textOf = async (store: ObjectStore, name: string) => (await store.get(name))?.text() ?? null;

/** What is true of every store of objects. @param open a folder of a place that is empty before each test */
export function describeObjects(open: (folder: string) => Promise<ObjectStore>): void {
  describe('objects', () => {
    test.each(NAMES)('%s is written, read, overwritten, listed and removed', async (name) => {
      const store = await open('');
      expect(await store.get(name)).toBeNull();
      await store.put(name, new Blob(['hello'], { type: 'text/plain' }));
      expect(await textOf(store, name)).toBe('hello');
      await store.put(name, new Blob(['bye']));
      expect(await textOf(store, name)).toBe('bye');
      expect(await store.list('')).toEqual([{ name, bytes: 3 }]);
      await store.remove(name);
      expect(await store.get(name)).toBeNull();
      expect(await store.list('')).toEqual([]);
      await store.remove(name);
    });

    test.each(NO_NAMES)('“%s” is no name', async (name) => {
      const store = await open('in');
      await expect(store.put(name, new Blob(['x']))).rejects.toThrow('no name of an object');
      await expect(store.get(name)).rejects.toThrow('no name of an object');
      await expect(store.remove(name)).rejects.toThrow('no name of an object');
      expect(await (await open('')).list('')).toEqual([]);
    });

    test.each<[number, number, string]>([
      [0, 10, '0123456789'],
      [0, 1, '0'],
      [3, 7, '3456'],
      [9, 10, '9'],
      [7, 100, '789'],
      [5, 5, ''],
      [10, 12, ''],
      [50, 60, ''],
    ])('bytes %i to %i', async (from, to, bytes) => {
      const store = await open('');
      await store.put('a/b', new Blob(['0123456789']));
      expect(await (await store.get('a/b', { from, to }))?.text()).toBe(bytes);
      expect(await store.get('a/c', { from, to })).toBeNull();
    });

    test('any bytes', async () => {
      const store = await open('');
      const given = new Uint8Array(100_000).map((_, i) => i * 31 + (i >> 8));
      await store.put('a', new Blob([given]));
      const got = new Uint8Array((await (await store.get('a'))?.arrayBuffer()) ?? new ArrayBuffer());
      expect(got.length).toBe(given.length);
      expect(got.every((byte, i) => byte === given[i])).toBe(true);
    });

    test('what was stopped before it began is not there', async () => {
      const store = await open('');
      const signal = AbortSignal.abort();
      await expect(store.put('a', new Blob(['x']), signal)).rejects.toHaveProperty('name', 'AbortError');
      expect(await store.get('a')).toBeNull();
    });
  });

  describe('lists', () => {
    test('are sorted by name, whatever folders there are, and begin as they were asked for', async () => {
      const store = await open('');
      const names = ['a-b', 'a.b', 'a/b', 'a/b-c/d', 'a/b.c', 'a0', 'ab/c', 'B'];
      for (const name of names) await store.put(name, new Blob([name]));
      const sorted = [...names].sort();
      expect(await store.list('')).toEqual(sorted.map((name) => ({ name, bytes: name.length })));
      expect((await store.list('a/')).map(({ name }) => name)).toEqual(['a/b', 'a/b-c/d', 'a/b.c']);
      expect((await store.list('a/b-c/')).map(({ name }) => name)).toEqual(['a/b-c/d']);
      expect(await store.list('b/')).toEqual([]);
      expect(await store.list('a/b/')).toEqual([]);
    });

    test('of hundreds', async () => {
      const store = await open('');
      const names = Array.from({ length: 230 }, (_, i) => `log/d${i % 7}/${String(i + 1).padStart(10, '0')}`).sort();
      await Promise.all(names.map((name) => store.put(name, new Blob(['x'.repeat(Number(name.slice(-3)))]))));
      expect(await store.list('log/')).toEqual(names.map((name) => ({ name, bytes: Number(name.slice(-3)) })));
      expect(await store.list('log/d1/')).toHaveLength(33);
    });
  });

  test('what lies in one folder is nothing of another one', async () => {
    const [one, below, other] = [await open('one'), await open('one/deep er'), await open('on')];
    await one.put('a', new Blob(['1']));
    await below.put('a', new Blob(['2']));
    expect([await textOf(one, 'a'), await textOf(below, 'a'), await textOf(other, 'a')]).toEqual(['1', '2', null]);
    expect(await below.list('')).toEqual([{ name: 'a', bytes: 1 }]);
    expect(await other.list('')).toEqual([]);
    await below.remove('a');
    expect(await textOf(one, 'a')).toBe('1');
  });
}
