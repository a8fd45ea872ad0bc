import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz';

/** In parts, each with a seed of its own: one that fails can be run again. */
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('200 broken files of seed %d', async (seed) => {
  const { ready, failed, refused } = await fuzz(200, seed);
  console.log(`Seed ${seed}: ${ready} are shown, ${failed} say why not, ${refused} were not taken`);
  expect(ready + failed + refused).toBe(200);
});
