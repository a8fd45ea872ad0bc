import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ahead } from './ahead';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of from) found.push(each);
  return found;
}

test('in the order of the items, however long each takes, and never more than so many at once', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 4 }), async (times, most) => {
      let running = 0;
      let peak = 0;
      const made = ahead(times.entries(), most, async ([i, ms]) => {
        peak = Math.max(peak, ++running);
        await later(ms);
        running--;
        return i;
      });
      expect(await all(made)).toEqual([...times.keys()]);
      expect(peak).toBeLessThanOrEqual(most + 1);
      if (times.length > most) expect(peak).toBeGreaterThan(1);
    }),
    { numRuns: 20 },
  ));

test('what fails is met in its turn; what was made ahead of it fails for nobody', async () => {
  const taken: number[] = [];
  const made = ahead([0, 1, 2, 3], 3, async (i) => {
    if (i > 0) throw new Error(`no ${i}`);
    return i;
  });
  await expect(
    (async () => {
      for await (const each of made) taken.push(each);
    })(),
  ).rejects.toThrow('no 1');
  expect(taken).toEqual([0]);
  // An unhandled rejection would fail this run.
  await later(5);
});
