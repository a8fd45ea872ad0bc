import { computed } from '@preact/signals';
import { type Category, categoryPath, categoryTree } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import { allCategories } from '../library/categories';
import { library } from './library';
import { live } from './live';

/** All categories; undefined until they are read. */
export const categories = live<readonly Category[] | undefined>(undefined, {
  read: () => allCategories(library()),
  dependsOn: (change) => Boolean(change.categories),
});
export const tree = computed(() => categoryTree(categories.value ?? []));

export function pathOf(id: CategoryId): string {
  return categoryPath(categories.value ?? [], id);
}
