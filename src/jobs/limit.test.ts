import { expect, test } from 'vitest';
import { createLimit } from './limit';

test('no more than so many run, in order, and a failure frees its place', async () => {
  const limit = createLimit(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) =>
    limit(async () => {
      most = Math.max(most, ++running);
      order.push(n);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      if (n === 2) throw new Error('this one fails');
      return n;
    }).catch(() => -1);
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(work))).toEqual([1, -1, 3, 4, 5, 6]);
  expect(most).toBe(2);
  expect(order).toEqual([1, 2, 3, 4, 5, 6]);
});
