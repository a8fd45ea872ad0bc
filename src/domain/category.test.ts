import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalogue } from '../workers/catalogue';
import type { Asset } from './asset';
import {
  allNodes,
  type Category,
  type CategoryNode,
  canMove,
  categoryPath,
  categoryTree,
  rooted,
  visibleNodes,
  withDescendants,
} from './category';
import type { CategoryId } from './ids';

const category = (id: string, parentId: string | null, order = 0): Category => ({
  id: id as CategoryId,
  parentId: parentId as CategoryId | null,
  name: id.toUpperCase(),
  order,
});

const shape = (nodes: readonly CategoryNode[]): string =>
  nodes.map((node) => `${node.id}${node.children.length > 0 ? `(${shape(node.children)})` : ''}`).join(' ');

test.each([
  ['one under itself', [category('a', 'a')], 'a'],
  ['two in a circle', [category('b', 'a'), category('a', 'b')], 'a(b)'],
  ['what hangs on a circle', [category('c', 'b'), category('b', 'a'), category('a', 'b')], 'a(b(c))'],
  ['a parent that is gone', [category('b', 'gone'), category('c', 'b')], 'b(c)'],
  ['two circles', [category('a', 'b'), category('b', 'a'), category('x', 'y'), category('y', 'x')], 'a(b) x(y)'],
])('the tree shows everything: %s', (_name, categories, expected) => {
  expect(shape(categoryTree(categories))).toBe(expected);
});

/** Rows as nobody should have written them: parents that are gone, circles of any length. */
const anyRows = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 7 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) => fc.constantFrom(null, 'a', 'b', 'c', 'd', 'e', 'f', 'g').map((to) => category(id, to))),
    ),
  );

test('whatever the rows say, each category stands in the tree once, and everything else agrees with the tree', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const tree = categoryTree(rows);
      const nodes = allNodes(tree);
      expect(nodes.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());

      const whole = rooted(rows);
      // Parents that are true stay.
      expect(rooted(whole)).toEqual(whole);
      const catalogue = createCatalogue();
      catalogue.setCategories(rows);
      catalogue.put(
        rows.map(({ id }, i) => ({ id: `asset ${i}`, deletedAt: 0, categoryIds: [id] }) as unknown as Asset),
      );
      for (const node of nodes) {
        const below = allNodes([node]).map(({ id }) => id);
        expect([...withDescendants(rows, node.id)].sort()).toEqual([...below].sort());
        expect(catalogue.counts().categories.get(node.id)).toBe(below.length);
        expect(catalogue.ordered({ scope: { type: 'category', id: node.id }, sort: 'newest', text: '' }).length).toBe(
          below.length,
        );
        expect(categoryPath(whole, node.id).split(' › ').length).toBe(node.depth + 1);
        expect(canMove(whole, node.id, null)).toBe(true);
        for (const id of below) expect(canMove(whole, node.id, id)).toBe(false);
      }
    }),
  );
});

test('siblings stand by their place, those of one place by their name', () => {
  const named = (id: string, name: string, order: number) => ({ ...category(id, null, order), name });
  const tree = categoryTree([
    named('1', 'Zoo', 1),
    named('2', 'Boats', 1),
    named('3', 'Last', 2),
    named('4', 'First', 0),
  ]);
  expect(tree.map(({ name }) => name)).toEqual(['First', 'Boats', 'Zoo', 'Last']);
});

test('what is seen of the tree: open branches, and nothing of the closed ones', () => {
  const tree = categoryTree([category('a', null), category('b', 'a'), category('c', 'b'), category('d', null, 1)]);
  const seen = (...open: string[]) =>
    visibleNodes(tree, new Set(open as CategoryId[])).map(({ id, depth }) => `${id}${depth}`);
  expect(seen()).toEqual(['a0', 'd0']);
  expect(seen('a')).toEqual(['a0', 'b1', 'd0']);
  expect(seen('a', 'b')).toEqual(['a0', 'b1', 'c2', 'd0']);
  expect(seen('b')).toEqual(['a0', 'd0']);
});

test('a path begins at the top, and ends where a row is missing or comes again', () => {
  const rows = [category('a', null), category('b', 'a'), category('c', 'b'), category('x', 'gone'), category('y', 'y')];
  expect(['a', 'c', 'x', 'y', 'gone'].map((id) => categoryPath(rows, id as CategoryId))).toEqual([
    'A',
    'A › B › C',
    'X',
    'Y',
    '',
  ]);
});
