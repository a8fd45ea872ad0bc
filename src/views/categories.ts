import { computed, signal } from '@preact/signals';
import { type Category, categoryPath, categoryTree } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import {
  allCategories,
  createCategory,
  deleteCategory,
  moveCategory,
  renameCategory,
  seedCategories,
} from '../library/categories';
import { onChange } from '../library/changes';
import { getSetting, putSetting } from '../library/settings';
import { installation } from './installation';
import { library } from './library';
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

export async function makeCategory(name: string, parentId: CategoryId | null): Promise<CategoryId | undefined> {
  let id: CategoryId | undefined;
  const work = async () => {
    id = await createCategory(library(), name, parentId);
  };
  await change(work, `Category “${name}” was made.`, 'The category was not made.');
  return id;
}

export async function nameCategory(id: CategoryId, name: string): Promise<void> {
  await change(() => renameCategory(library(), id, name), null, 'The category was not renamed.');
}

export async function putCategory(id: CategoryId, parentId: CategoryId | null, index: number): Promise<void> {
  await change(() => moveCategory(library(), id, parentId, index), 'The category was moved.', 'It was not moved.');
}

export async function dropCategory(id: CategoryId): Promise<void> {
  const name = categories.peek()?.find((each) => each.id === id)?.name ?? '';
  const done = `Category “${name}” was deleted. Its assets are still here.`;
  await change(() => deleteCategory(library(), id), done, 'The category was not deleted.');
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
