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

/**
 * Categories with parents that lead to the top. One that is gone counts as none; of a circle (moved in two tabs, or taken
 * back in another order) the oldest stands at the top. So nothing is hidden, whatever the rows say.
 */
export function rooted(categories: readonly Category[]): Category[] {
  const byId = new Map(categories.map((each) => [each.id, each]));
  const cut = new Set<CategoryId>();
  const looked = new Set<CategoryId>();
  for (const { id } of categories) {
    const path: CategoryId[] = [];
    let at: CategoryId | null | undefined = id;
    while (at && byId.has(at) && !looked.has(at)) {
      looked.add(at);
      path.push(at);
      at = byId.get(at)?.parentId;
    }
    const from = at ? path.indexOf(at) : -1;
    const [oldest] = from < 0 ? [] : path.slice(from).sort();
    if (oldest) cut.add(oldest);
  }
  return categories.map((each) => {
    const keeps = each.parentId === null || (byId.has(each.parentId) && !cut.has(each.id));
    return keeps ? each : { ...each, parentId: null };
  });
}

/** The tree of all categories, siblings in their order: each of them stands in it once. */
export function categoryTree(categories: readonly Category[]): CategoryNode[] {
  const byParent = new Map<CategoryId | null, Category[]>();
  for (const each of rooted(categories)) {
    const siblings = byParent.get(each.parentId);
    if (siblings) siblings.push(each);
    else byParent.set(each.parentId, [each]);
  }
  const grow = (parent: CategoryId | null, depth: number): CategoryNode[] =>
    (byParent.get(parent) ?? [])
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name))
      .map((each) => ({ ...each, depth, children: grow(each.id, depth + 1) }));
  return grow(null, 0);
}

/** The tree as rows, every branch open. */
export function allNodes(tree: readonly CategoryNode[]): CategoryNode[] {
  return tree.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The tree as the rows that are seen, closed branches left out. */
export function visibleNodes(tree: readonly CategoryNode[], open: ReadonlySet<CategoryId>): CategoryNode[] {
  return tree.flatMap((node) => [node, ...(open.has(node.id) ? visibleNodes(node.children, open) : [])]);
}

/** A category and all that the tree shows below it. */
export function withDescendants(categories: readonly Category[], id: CategoryId): Set<CategoryId> {
  const below = rooted(categories);
  const found = new Set([id]);
  // Each round takes in one more level.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const each of below) if (each.parentId && found.has(each.parentId)) found.add(each.id);
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
