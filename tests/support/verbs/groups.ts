import {
  createCategory,
  deleteCategory,
  editCategory,
  ensureCategories,
  moveCategory,
  seedCategories,
} from '../../../src/library/categories';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from '../../../src/library/edit-collections';
import type { Verb } from './verb';

/** Categories and collections. */
export const GROUP_VERBS: Record<string, Verb> = {
  createCategory:
    async ({ library, category }) =>
    () =>
      createCategory(library, 'New', category),
  ensureCategories:
    async ({ library }) =>
    () =>
      ensureCategories(library, [
        ['Sea', 'Deep'],
        ['Land', 'High'],
      ]),
  editCategory: async ({ library, under }) => {
    return () => editCategory(library, under, { name: 'Ocean', parentId: null });
  },
  moveCategory:
    async ({ library, under }) =>
    () =>
      moveCategory(library, under, null, 0),
  deleteCategory:
    async ({ library, category }) =>
    () =>
      deleteCategory(library, category),
  seedCategories:
    async ({ library }) =>
    () =>
      seedCategories(library, ['People/Staff', 'Places']),
  'addToCollection: a new one':
    async ({ library, ids }) =>
    () =>
      addToCollection(library, ids, { to: { name: 'New', profileId: 'original' } }),
  'addToCollection: one that is there':
    async ({ library, ids, collection }) =>
    () =>
      addToCollection(library, ids, { to: collection, profileId: 'web' }),
  removeFromCollection: async ({ library, ids, collection }) => {
    await editCollection(library, collection, { coverId: ids[0] });
    return () => removeFromCollection(library, collection, ids);
  },
  moveInCollection:
    async ({ library, ids, collection }) =>
    () =>
      moveInCollection(library, collection, [ids[1]], 0),
  editCollection:
    async ({ library, collection }) =>
    () =>
      editCollection(library, collection, { name: 'Other' }),
  setItemProfile:
    async ({ library, ids, collection }) =>
    () =>
      setItemProfile(library, collection, ids[0], 'web'),
  deleteCollection:
    async ({ library, collection }) =>
    () =>
      deleteCollection(library, collection),
};
