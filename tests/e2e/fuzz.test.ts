import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz';

test('fifty files that were broken at random: each ends, the page lives, nothing goes anywhere', async () => {
  const { ready, failed, refused } = await fuzz(50, 26);
  expect(ready + failed + refused).toBe(50);
  expect(failed).toBeGreaterThan(0);
}, 900_000);
