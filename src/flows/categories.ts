import type { Category } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import * as rows from '../library/categories';
import type { Library } from '../library/library';
import { getSetting, putSetting } from '../library/settings';
import { categories } from '../state/categories';
import { installation } from '../state/installation';
import { library } from '../state/library';
import { change } from './undo';

/** @returns its id; undefined where it failed */
export async function createCategory(name: string, parentId: CategoryId | null): Promise<CategoryId | undefined> {
  let id: CategoryId | undefined;
  const work = async (own: Library) => {
    id = await rows.createCategory(own, name, parentId);
  };
  await change(work, `Category “${name}” was made.`, 'The category was not made.');
  return id;
}

/** @returns whether it was done */
export async function editCategory(id: CategoryId, to: Pick<Category, 'name' | 'parentId'>): Promise<boolean> {
  return change((own) => rows.editCategory(own, id, to), null, 'The category was not changed.');
}

/** @returns whether it was done */
export async function moveCategory(id: CategoryId, parentId: CategoryId | null, index: number): Promise<boolean> {
  const work = (own: Library) => rows.moveCategory(own, id, parentId, index);
  return change(work, 'The category was moved.', 'The category was not moved.');
}

export async function deleteCategory(id: CategoryId): Promise<void> {
  const done = (name: string) => `Category “${name}” was deleted. Its assets are still here.`;
  await change((own) => rows.deleteCategory(own, id), done, 'The category was not deleted.');
}

const SEEDED = 'categories-seeded';

/** The categories that the installation begins a library with, once. */
export async function firstCategories(): Promise<void> {
  const names = installation.peek().categories;
  if (names.length === 0 || (categories.peek()?.length ?? 0) > 0) return;
  if ((await getSetting(library(), SEEDED)) === true) return;
  await putSetting(library(), SEEDED, true);
  await rows.seedCategories(library(), names);
}
