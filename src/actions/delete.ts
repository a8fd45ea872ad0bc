import { openDialog } from '../views/dialogs';
import { action } from './action';

/** "Del means the same everywhere": it asks, and what it takes can be had back. */
export const remove = action({
  id: 'delete',
  label: 'Delete',
  icon: 'trash',
  shortcut: 'Delete',
  keys: 'Del',
  needs: 'delete',
  places: ['asset', 'selection'],
  page: 'living',
  run: ({ ids }) => openDialog({ type: 'delete', ids }),
});

export const restore = action({
  id: 'restore',
  label: 'Restore',
  icon: 'undo',
  needs: 'delete',
  places: [],
  page: 'deleted',
  run: async ({ ids }) => (await import('../views/catalogue')).restoreMany(ids),
});

export const removePermanently = action({
  id: 'delete-permanently',
  label: 'Delete permanently',
  icon: 'trash',
  shortcut: 'Shift+Delete',
  keys: 'Shift+Del',
  needs: 'delete',
  page: 'deleted',
  run: ({ ids }) => openDialog({ type: 'delete-permanently', ids, everything: false }),
});
