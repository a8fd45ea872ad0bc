import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsInView } from './windowed';

const view = (top: number, height: number) => ({ top, height, width: 100 });

test.each([
  ['at the top', 0, { count: 100, spare: 2 }, [0, 1, 2, 3, 4, 5, 6, 7]],
  ['in the middle', 500, { count: 100, spare: 1 }, [49, 50, 51, 52, 53, 54, 55, 56]],
  ['at the end', 950, { count: 100, spare: 2 }, [93, 94, 95, 96, 97, 98, 99]],
  ['fewer than fit', 0, { count: 2, spare: 2 }, [0, 1]],
  ['none', 0, { count: 0, spare: 2 }, []],
  ['the focus above', 500, { count: 100, spare: 0, keep: 3 }, [3, 50, 51, 52, 53, 54, 55]],
  ['the focus below', 500, { count: 100, spare: 0, keep: 99 }, [50, 51, 52, 53, 54, 55, 99]],
  ['the focus among them', 500, { count: 100, spare: 0, keep: 52 }, [50, 51, 52, 53, 54, 55]],
  ['a focus that is gone', 500, { count: 100, spare: 0, keep: 100 }, [50, 51, 52, 53, 54, 55]],
])('%s', (_where, top, rows, expected) => {
  expect(rowsInView(view(top, 50), { rowHeight: 10, ...rows })).toEqual(expected);
});

test('every row in sight is drawn, each once and in order, and the one with the focus', () => {
  const number = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(
      number,
      number,
      fc.integer({ min: 1, max: 300 }),
      number,
      fc.nat(5),
      fc.integer({ min: -1, max: 6000 }),
      (top, height, rowHeight, count, spare, keep) => {
        const drawn = rowsInView(view(top, height), { rowHeight, count, spare, keep });
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
        for (let row = Math.floor(top / rowHeight); row * rowHeight < top + height && row < count; row++) {
          expect(drawn).toContain(row);
        }
        if (keep >= 0 && keep < count) expect(drawn).toContain(keep);
        expect(drawn.every((row) => row >= 0 && row < count)).toBe(true);
        expect(drawn.length).toBeLessThanOrEqual(height / rowHeight + 2 * spare + 4);
      },
    ),
  );
});
