import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranges } from './stamped';

const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => String(from + i).padStart(4, '0'));

test('ids are in groups of so many; what came since is added at the end, what went leaves the other groups as they were', () => {
  const first = ranges(ids(0, 25), [], 10);
  expect(first.map(({ from, to }) => [from, to])).toEqual([
    ['0000', '0009'],
    ['0010', '0019'],
    ['0020', '0024'],
  ]);
  const second = ranges([...ids(0, 5), ...ids(7, 40)], first, 10);
  expect(second.map(({ from, to, ids: some }) => [from, to, some.length])).toEqual([
    ['0000', '0009', 8],
    ['0010', '0019', 10],
    ['0020', '0029', 10],
    ['0030', '0039', 10],
  ]);
});

test('whatever went and came, every id is in one group, in its order', () => {
  const some = fc
    .uniqueArray(fc.nat(200), { maxLength: 60 })
    .map((list) => list.map((n) => String(n).padStart(4, '0')).sort());
  fc.assert(
    fc.property(some, some, fc.integer({ min: 1, max: 20 }), (before, after, most) => {
      const groups = ranges(after, ranges(before, [], most), most);
      expect(groups.flatMap((group) => group.ids)).toEqual(after);
      for (const group of groups) for (const id of group.ids) expect(id <= group.to).toBe(true);
    }),
  );
});
