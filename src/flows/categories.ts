import { computed, signal } from '@preact/signals';
import { type Category, categoryPath, categoryTree } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import {
  allCategories,
  createCategory,
  deleteCategory,
  editCategory,
  moveCategory,
  seedCategories,
} from '../library/categories';
import { onChange } from '../library/changes';
import type { Library } from '../library/db';
import { getSetting, putSetting } from '../library/settings';
import { installation } from '../state/installation';
import { library } from '../state/library';
import { change } from './undo';

/** All categories; undefined until they are read. */
export const categories = signal<readonly Category[] | undefined>(undefined);
export const tree = computed(() => categoryTree(categories.value ?? []));

let watching = false;

/** Reads the categories and keeps them in step with every tab. */
export async function watchCategories(): Promise<void> {
  if (watching) return;
  watching = true;
  const read = async () => {
    categories.value = await allCategories(library());
  };
  onChange((changed) => {
    if (changed.categories) void read();
  });
  await read();
}

export function pathOf(id: CategoryId): string {
  return categoryPath(categories.value ?? [], id);
}

/** @returns its id; undefined where it failed */
export async function makeCategory(name: string, parentId: CategoryId | null): Promise<CategoryId | undefined> {
  let id: CategoryId | undefined;
  const work = async (own: Library) => {
    id = await createCategory(own, name, parentId);
  };
  await change(work, `Category “${name}” was made.`, 'The category was not made.');
  return id;
}

/** @returns whether it was done */
export async function changeCategory(id: CategoryId, to: Pick<Category, 'name' | 'parentId'>): Promise<boolean> {
  return change((own) => editCategory(own, id, to), null, 'The category was not changed.');
}

/** @returns whether it was done */
export async function putCategory(id: CategoryId, parentId: CategoryId | null, index: number): Promise<boolean> {
  const work = (own: Library) => moveCategory(own, id, parentId, index);
  return change(work, 'The category was moved.', 'The category was not moved.');
}

export async function dropCategory(id: CategoryId): Promise<void> {
  const done = (name: string) => `Category “${name}” was deleted. Its assets are still here.`;
  await change((own) => deleteCategory(own, id), done, 'The category was not deleted.');
}

const SEEDED = 'categories-seeded';

/** The categories that the installation begins a library with, once. */
export async function firstCategories(): Promise<void> {
  const names = installation.peek().categories;
  if (names.length === 0 || (categories.peek()?.length ?? 0) > 0) return;
  if ((await getSetting(library(), SEEDED)) === true) return;
  await putSetting(library(), SEEDED, true);
  await seedCategories(library(), names);
}
