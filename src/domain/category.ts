import type { CategoryId } from './ids';

/** A category: an asset can be in many, a category in one parent or at the top. */
export interface Category {
  id: CategoryId;
  parentId: CategoryId | null;
  name: string;
  /** Position among its siblings. */
  order: number;
}

/** A category as the tree shows it. */
export interface CategoryNode extends Category {
  depth: number;
  children: CategoryNode[];
}

/** The tree of all categories, siblings in their order. What hangs under one that is gone stands at the top. */
export function categoryTree(categories: readonly Category[]): CategoryNode[] {
  const known = new Set(categories.map((each) => each.id));
  const byParent = new Map<CategoryId | null, Category[]>();
  for (const each of categories) {
    const parent = each.parentId && known.has(each.parentId) ? each.parentId : null;
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(each);
    else byParent.set(parent, [each]);
  }
  const grow = (parent: CategoryId | null, depth: number): CategoryNode[] =>
    (byParent.get(parent) ?? [])
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name))
      .map((each) => ({ ...each, depth, children: grow(each.id, depth + 1) }));
  return grow(null, 0);
}

/** The tree as the rows that are seen, closed branches left out. */
export function visibleNodes(tree: readonly CategoryNode[], open: ReadonlySet<CategoryId>): CategoryNode[] {
  return tree.flatMap((node) => [node, ...(open.has(node.id) ? visibleNodes(node.children, open) : [])]);
}

/** A category and all below it. */
export function withDescendants(categories: readonly Category[], id: CategoryId): Set<CategoryId> {
  const found = new Set([id]);
  // Each round takes in one more level; a circle, which `canMove` prevents, would end it too.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const each of categories) if (each.parentId && found.has(each.parentId)) found.add(each.id);
  }
  return found;
}

/** Whether a category may be put under another: not under itself, nor under one of its own. */
export function canMove(categories: readonly Category[], id: CategoryId, parentId: CategoryId | null): boolean {
  return parentId === null || !withDescendants(categories, id).has(parentId);
}

/** "People › Staff". */
export function categoryPath(categories: readonly Category[], id: CategoryId): string {
  const names: string[] = [];
  const seen = new Set<CategoryId>();
  let at: CategoryId | null = id;
  while (at && !seen.has(at)) {
    seen.add(at);
    const each = categories.find((category) => category.id === at);
    if (!each) break;
    names.unshift(each.name);
    at = each.parentId;
  }
  return names.join(' › ');
}
