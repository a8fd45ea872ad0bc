import { computed, signal } from '@preact/signals';
import { type Category, categoryPath, categoryTree } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import { allCategories } from '../library/categories';
import { onChange } from '../library/changes';
import { library } from './library';

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
