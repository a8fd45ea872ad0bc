import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Asset } from './asset';
import { createColumns, SORT_KEYS } from './columns';
import type { AssetId } from './ids';

function asset(id: string, createdAt: number, fileName: string, bytes: number): Asset {
  return { id, createdAt, fileName, bytes, title: '' } as Partial<Asset> as Asset;
}

test('orders as people expect', () => {
  const columns = createColumns();
  columns.put([
    asset('a', 1, 'img10.jpg', 5),
    asset('b', 2, 'Img2.jpg', 9),
    asset('c', 3, 'éa.jpg', 1),
    asset('d', 3, 'eb.jpg', 1),
  ]);
  expect(columns.ordered('newest')).toEqual(['d', 'c', 'b', 'a']);
  expect(columns.ordered('oldest')).toEqual(['a', 'b', 'c', 'd']);
  expect(columns.ordered('name')).toEqual(['c', 'd', 'b', 'a']);
  expect(columns.ordered('size')).toEqual(['b', 'a', 'c', 'd']);
  expect(columns.totalBytes()).toBe(16);
});

test('after any changes, every order is the one that sorting anew gives', () => {
  const row = fc.record({
    id: fc.nat(20),
    createdAt: fc.nat(5),
    name: fc.constantFrom('a', 'B', 'c10', 'c9'),
    bytes: fc.nat(3),
  });
  const step = fc.oneof(
    fc.record({ type: fc.constant('put' as const), rows: fc.array(row, { maxLength: 6 }) }),
    fc.record({ type: fc.constant('remove' as const), ids: fc.array(fc.nat(20), { maxLength: 4 }) }),
    fc.record({ type: fc.constant('look' as const), sort: fc.constantFrom(...SORT_KEYS) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const columns = createColumns();
      const model = new Map<string, Asset>();
      for (const each of steps) {
        if (each.type === 'put') {
          // One batch names an asset once.
          const unique = new Map(each.rows.map((r) => [`${r.id}`.padStart(2, '0'), r]));
          const rows = [...unique].map(([id, r]) => asset(id, r.createdAt, r.name, r.bytes));
          columns.put(rows);
          for (const r of rows) model.set(r.id, r);
        } else if (each.type === 'remove') {
          const ids = each.ids.map((id) => `${id}`.padStart(2, '0') as AssetId);
          columns.remove(ids);
          for (const id of ids) model.delete(id);
        } else columns.ordered(each.sort);
      }
      const fresh = createColumns();
      fresh.put([...model.values()]);
      expect(columns.length).toBe(model.size);
      for (const sort of SORT_KEYS) expect(columns.ordered(sort)).toEqual(fresh.ordered(sort));
    }),
  );
});
