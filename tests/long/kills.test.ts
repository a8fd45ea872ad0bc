import { expect, test } from 'vitest';
import { kill } from '../support/kills';

/** A run in parts, each with a seed of its own that stands in its name: one that fails can be run again. */
test.each([1, 2, 3, 4, 5, 6, 7, 8])('25 kills of seed %d', async (seed) => {
  const count = await kill(25, seed);
  console.log(
    `Seed ${seed}: ${Object.entries(count)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  );
  expect(Object.values(count).reduce((sum, each) => sum + each, 0)).toBe(25);
});
