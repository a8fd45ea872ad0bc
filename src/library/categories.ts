import { type Category, canMove, rooted } from '../domain/category';
import { AppError } from '../domain/errors';
import { type CategoryId, newId } from '../domain/ids';
import { announce } from './changes';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { type UndoWriter, undoable } from './undo';

/** All categories, each with a parent that is there or none (see `rooted`). */
export async function allCategories(library: Library): Promise<Category[]> {
  const { db } = inside(library);
  return rooted(await db.categories.toArray());
}

/**
 * Says that every one of some categories is there, in the transaction that gives them to assets: what was chosen may have
 * been deleted in another tab meanwhile.
 * @throws AppError "category-gone"
 */
export async function requireCategories(db: LibraryDb, ids: readonly CategoryId[]): Promise<void> {
  const rows = await db.categories.bulkGet([...ids]);
  if (rows.includes(undefined)) throw new AppError('category-gone');
}

/** Makes a category, last among its siblings. @throws AppError "category-gone" where the one above is gone */
export async function createCategory(
  library: Library,
  name: string,
  parentId: CategoryId | null = null,
): Promise<CategoryId> {
  const { db } = inside(library);
  const id = newId<CategoryId>();
  await undoable(
    library,
    () => ({ deed: { type: 'create-category', name }, assetIds: [] }),
    async (write) => {
      if (parentId) await requireCategories(db, [parentId]);
      const siblings = (await allCategories(library)).filter((each) => each.parentId === parentId);
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
  await undoable<number>(
    library,
    (_changes, count) => ({ deed: { type: 'create-categories', count }, assetIds: [] }),
    async (write) => {
      const all = await allCategories(library);
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
      await write.add<Category>('categories', added);
      return added.length;
    },
  );
  return ids;
}

/**
 * Gives a category another name and puts it under another one, as one step. Where it stays under the same one it keeps its place.
 * @throws AppError "category-gone"; "category-circle" where the other stands below it
 */
export async function editCategory(
  library: Library,
  id: CategoryId,
  { name, parentId }: Pick<Category, 'name' | 'parentId'>,
): Promise<void> {
  const { db } = inside(library);
  await undoable(
    library,
    () => ({ deed: { type: 'edit-category', name }, assetIds: [] }),
    async (write) => {
      const before = (await allCategories(library)).find((each) => each.id === id);
      if (before && before.parentId !== parentId) {
        await placeCategory(library, write, id, { parentId, index: Number.POSITIVE_INFINITY });
      }
      const row = await db.categories.get(id);
      if (!row) throw new AppError('category-gone');
      if (row.name !== name) await write.patch('categories', [{ row, change: { name } }]);
    },
  );
}

/**
 * Puts a category under another, or at the top, at a place among its new siblings.
 * @throws AppError "category-gone"; "category-circle" where the other stands below it
 */
export async function moveCategory(
  library: Library,
  id: CategoryId,
  parentId: CategoryId | null,
  index: number,
): Promise<void> {
  await undoable(
    library,
    () => ({ deed: { type: 'move-category' }, assetIds: [] }),
    (write) => placeCategory(library, write, id, { parentId, index }),
  );
}

interface CategoryPlace {
  parentId: CategoryId | null;
  /** Among its new siblings; beyond their number it is the last. */
  index: number;
}

async function placeCategory(
  library: Library,
  write: UndoWriter,
  id: CategoryId,
  { parentId, index }: CategoryPlace,
): Promise<void> {
  const { db } = inside(library);
  const rows = new Map((await db.categories.toArray()).map((row) => [row.id, row]));
  if (!rows.has(id) || (parentId && !rows.has(parentId))) throw new AppError('category-gone');
  const all = await allCategories(library);
  if (!canMove(all, id, parentId)) throw new AppError('category-circle');
  const siblings = all
    .filter((each) => each.parentId === parentId && each.id !== id)
    .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name))
    .map((each) => each.id);
  siblings.splice(Math.max(0, Math.min(index, siblings.length)), 0, id);
  const updates = siblings.flatMap((each, order) => {
    const row = rows.get(each);
    if (!row || (row.order === order && row.parentId === parentId)) return [];
    return [{ row, change: row.parentId === parentId ? { order } : { order, parentId } }];
  });
  await write.patch<Category>('categories', updates);
}

/**
 * Takes a category away, with its assets left in the library; what was under it goes up to its parent.
 * @returns its name
 * @throws AppError "category-gone"
 */
export async function deleteCategory(library: Library, id: CategoryId): Promise<string> {
  const { db } = inside(library);
  return undoable(
    library,
    (_changes, name) => ({ deed: { type: 'delete-category', name }, assetIds: [] }),
    async (write) => {
      const row = await db.categories.get(id);
      if (!row) throw new AppError('category-gone');
      const parents = new Map((await allCategories(library)).map((each) => [each.id, each.parentId]));
      const children = await db.categories.where('parentId').equals(id).toArray();
      await write.patch<Category>(
        'categories',
        children
          .filter((child) => child.id !== id)
          // One that the tree shows at the top, since its rows make a circle, stays there.
          .map((child) => ({
            row: child,
            change: { parentId: parents.get(child.id) === id ? (parents.get(id) ?? null) : null },
          })),
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
      return row.name;
    },
  );
}

/**
 * Makes a new library's first categories; nobody did this, so nobody undoes it.
 * @param paths names, "People/Staff" lying under "People"
 */
export async function seedCategories(library: Library, paths: readonly string[]): Promise<void> {
  const { db } = inside(library);
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
  await db.transaction('rw', db.categories, () => db.categories.bulkAdd([...made.values()]));
  announce({ categories: true });
}
