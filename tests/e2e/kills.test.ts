import { expect, test } from 'vitest';
import { kill } from '../support/kills';

test('a browser that is killed twenty times at any moment: the library opens, and everything in it is whole', async () => {
  const count = await kill(20, 20_261_126);
  expect(Object.values(count).reduce((sum, each) => sum + each, 0)).toBe(20);
}, 600_000);
