import { expect, test } from 'vitest';
import { href, parseRoute } from './route';

test.each([
  ['', { page: 'assets' }],
  ['#/', { page: 'assets' }],
  ['#/assets?do=upload', { page: 'assets' }],
  ['#/uploads', { page: 'uploads' }],
  ['#/settings', { page: 'settings', tab: 'general' }],
  ['#/settings/storage', { page: 'settings', tab: 'storage' }],
  ['#/settings/nonsense', { page: 'settings', tab: 'general' }],
  ['#/receive/file&key=x', { page: 'receive' }],
  ['#%2Freceive%2Ffile&key=x', { page: 'receive' }],
  ['#/nothing/of/ours', { page: 'unknown' }],
])('%s', (hash, expected) => {
  expect(parseRoute(hash).route).toEqual(expected);
});

test.each([
  ['#/assets/a1', { page: 'assets' }, 'a1'],
  ['#/deleted/a1', { page: 'deleted' }, 'a1'],
  ['#/category/c1', { page: 'category', id: 'c1' }, null],
  ['#/category/c1/a1', { page: 'category', id: 'c1' }, 'a1'],
  ['#/collection/c1/a1', { page: 'collection', id: 'c1' }, 'a1'],
  ['#/settings/storage', { page: 'settings', tab: 'storage' }, null],
  ['#/assets/', { page: 'assets' }, null],
  ['#/nothing/of/ours', { page: 'unknown' }, null],
])('%s opens an asset over its page', (hash, route, asset) => {
  expect(parseRoute(hash)).toMatchObject({ route, asset });
});

test.each(['#/assets/a1', '#/category/c1/a1', '#/uploads/a1'])('%s is written as it is read', (hash) => {
  const { route, asset } = parseRoute(hash);
  expect(href(route, asset)).toBe(hash);
});
