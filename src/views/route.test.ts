import { expect, test } from 'vitest';
import { parseRoute } from './route';

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
