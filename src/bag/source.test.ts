import { describe, expect, test } from 'vitest';
import { codeOf } from '../domain/errors';
import { bareData, countOf, type Files, openBag } from './source';
import { DECLARATION } from './tags';

const HASH = 'a'.repeat(64);

function files(content: Record<string, string>): Files {
  return {
    name: 'chosen',
    paths: new Set(Object.keys(content)),
    read: async (path) => (path in content ? new Blob([content[path] ?? '']) : null),
  };
}

describe('a bag among files', () => {
  test('lies at the top, or in a folder: the one nearest to the top is it', async () => {
    const bag = await openBag(
      files({
        'outer/bagit.txt': DECLARATION,
        'outer/bag-info.txt': 'Bag-Count: 2 of 3\n',
        'outer/manifest-sha256.txt': `${HASH}  data/here\n${HASH}  data/gone\n`,
        'outer/data/here': 'x',
        'outer/data/inner/bagit.txt': 'BagIt-Version: 9.0\n',
        'beside.txt': '',
      }),
    );
    expect([...(bag?.paths ?? [])].sort()).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'data/here',
      'data/inner/bagit.txt',
      'manifest-sha256.txt',
    ]);
    expect(bag?.absent).toEqual(['data/gone']);
    expect(bag && countOf(bag)).toEqual({ number: 2, of: 3 });
    expect(await (await bag?.read('data/here'))?.text()).toBe('x');
  });

  test('whose manifest cannot be read is one all the same', async () => {
    const bag = await openBag(files({ 'bagit.txt': DECLARATION, 'manifest-sha256.txt': '%PDF-1.7' }));
    expect(bag?.manifest.size).toBe(0);
    expect(bag && countOf(bag)).toEqual({ number: 1, of: 1 });
  });

  test('is not there, or is of a later version', async () => {
    expect(await openBag(files({ 'a/notbagit.txt': '' }))).toBeNull();
    expect(await openBag(files({ 'bagit.txt': 'BagIt-Version: 3.0' })).catch(codeOf)).toBe('backup-newer');
  });
});

test('a bare folder "data" is somebody’s own', async () => {
  expect(bareData(files({ 'pictures/data/a.jpg': 'x', 'pictures/read.me': '' }))?.paths).toEqual(
    new Set(['data/a.jpg', 'read.me']),
  );
  expect(bareData(files({ 'data/a.jpg': 'x' }))?.paths).toEqual(new Set(['data/a.jpg']));
  expect(bareData(files({ 'mydata/a.jpg': 'x', data: '' }))).toBeNull();
});
