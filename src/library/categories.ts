import { type Category, canMove } from '../domain/category';
import { type CategoryId, newId } from '../domain/ids';
import { announce } from './changes';
import type { Library } from './db';
import { undoable } from './undo';

export function allCategories({ db }: Library): Promise<Category[]> {
  return db.categories.toArray();
}

const quoted = (name: string) => `“${name}”`;

/** Makes a category, last among its siblings. */
export async function createCategory(
  library: Library,
  name: string,
  parentId: CategoryId | null = null,
): Promise<CategoryId> {
  const id = newId<CategoryId>();
  await undoable(
    library,
    () => ({ what: `made category ${quoted(name)}`, assetIds: [] }),
    async (write) => {
      const siblings = (await library.db.categories.toArray()).filter((each) => each.parentId === parentId);
      const order = siblings.reduce((most, each) => Math.max(most, each.order + 1), 0);
      await write.add<Category>('categories', [{ id, parentId, name, order }]);
    },
  );
  return id;
}

/**
 * Finds categories by their paths, and makes those that are not there yet, as one step.
 * @param paths names from the top down
 * @returns their ids, by the path's names joined with line feeds
 */
export async function ensureCategories(
  library: Library,
  paths: readonly (readonly string[])[],
): Promise<Map<string, CategoryId>> {
  const ids = new Map<string, CategoryId>();
  let made = 0;
  await undoable(
    library,
    () => ({
      what: `made ${made === 1 ? 'a category' : `${made.toLocaleString()} categories`} of folders`,
      assetIds: [],
    }),
    async (write) => {
      const all = await library.db.categories.toArray();
      const added: Category[] = [];
      for (const path of paths) {
        let parentId: CategoryId | null = null;
        for (const name of path) {
          const siblings: Category[] = all.filter((each) => each.parentId === parentId);
          let category = siblings.find((each) => each.name.toLowerCase() === name.toLowerCase());
          if (!category) {
            const order = siblings.reduce((most, each) => Math.max(most, each.order + 1), 0);
            category = { id: newId<CategoryId>(), parentId, name, order };
            all.push(category);
            added.push(category);
          }
          parentId = category.id;
        }
        if (parentId) ids.set(path.join('\n'), parentId);
      }
      made = added.length;
      await write.add<Category>('categories', added);
    },
  );
  return ids;
}

export async function renameCategory(library: Library, id: CategoryId, name: string): Promise<void> {
  await undoable(
    library,
    () => ({ what: `renamed a category to ${quoted(name)}`, assetIds: [] }),
    async (write) => {
      const row = await library.db.categories.get(id);
      if (row && row.name !== name) await write.patch('categories', [{ row, change: { name } }]);
    },
  );
}

/**
 * Puts a category under another, or at the top, at a place among its new siblings.
 * A move under itself or one of its own does nothing.
 */
export async function moveCategory(
  library: Library,
  id: CategoryId,
  parentId: CategoryId | null,
  index: number,
): Promise<void> {
  await undoable(
    library,
    () => ({ what: 'moved a category', assetIds: [] }),
    async (write) => {
      const all = await library.db.categories.toArray();
      const moved = all.find((each) => each.id === id);
      if (!moved || !canMove(all, id, parentId)) return;
      const siblings = all
        .filter((each) => each.parentId === parentId && each.id !== id)
        .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
      siblings.splice(Math.max(0, Math.min(index, siblings.length)), 0, { ...moved, parentId });
      const updates = siblings.flatMap((each, order) => {
        const row = all.find((known) => known.id === each.id);
        if (!row || (row.order === order && row.parentId === parentId)) return [];
        return [{ row, change: row.parentId === parentId ? { order } : { order, parentId } }];
      });
      await write.patch<Category>('categories', updates);
    },
  );
}

/** Takes a category away, with its assets left in the library; what was under it goes up to its parent. */
export async function deleteCategory(library: Library, id: CategoryId): Promise<void> {
  const { db } = library;
  const name = (await db.categories.get(id))?.name ?? '';
  await undoable(
    library,
    () => ({ what: `deleted category ${quoted(name)}`, assetIds: [] }),
    async (write) => {
      const row = await db.categories.get(id);
      if (!row) return;
      const children = await db.categories.where('parentId').equals(id).toArray();
      await write.patch<Category>(
        'categories',
        children.map((child) => ({ row: child, change: { parentId: row.parentId } })),
      );
      // Deleted assets too: what is restored later must not stand in a category that is gone.
      const assets = await db.assets.where('categoryIds').equals(id).toArray();
      await write.patch(
        'assets',
        assets.map((asset) => ({
          row: asset,
          change: { categoryIds: asset.categoryIds.filter((each) => each !== id) },
        })),
      );
      await write.remove('categories', [row]);
    },
  );
}

/**
 * Makes a new library's first categories; nobody did this, so nobody undoes it.
 * @param paths names, "People/Staff" lying under "People"
 */
export async function seedCategories({ db }: Library, paths: readonly string[]): Promise<void> {
  const made = new Map<string, Category>();
  for (const path of paths) {
    const names = path.split('/').map((name) => name.trim());
    let parentId: CategoryId | null = null;
    for (let depth = 1; depth <= names.length; depth++) {
      const key = names.slice(0, depth).join('/');
      const known: Category = made.get(key) ?? {
        id: newId<CategoryId>(),
        parentId,
        name: names[depth - 1] ?? '',
        order: made.size,
      };
      made.set(key, known);
      parentId = known.id;
    }
  }
  await db.categories.bulkAdd([...made.values()]);
  announce({ categories: true });
}
