import { openDialog } from '../state/dialogs';
import { searchText, wholeAnswer } from '../state/grid';
import { action } from './action';

/** "Del means the same everywhere": it asks, and what it takes can be had back. */
export const remove = action({
  id: 'delete',
  label: 'Delete',
  icon: 'trash',
  shortcuts: ['Delete'],
  needs: 'delete',
  places: ['asset-menu', 'selection-menu'],
  scope: 'living',
  run: ({ ids }) => openDialog({ type: 'delete', ids }),
});

export const restore = action({
  id: 'restore',
  label: 'Restore',
  icon: 'undo',
  isMain: true,
  places: ['asset-buttons', 'selection-bar'],
  needs: 'delete',
  scope: 'deleted',
  run: async ({ ids }) => (await import('../flows/trash')).restoreAssets(ids),
});

/** What is in Deleted when it is pressed; while somebody searches there, what they found. */
export const emptyDeleted = action({
  id: 'empty-deleted',
  label: 'Empty deleted',
  icon: 'trash',
  needs: 'delete',
  scope: 'deleted',
  run: async () => {
    const found = await wholeAnswer();
    if (!found || found.length === 0) return;
    const everything = searchText.peek().trim() === '';
    openDialog({ type: 'delete-permanently', ids: found.slice(0, found.length), everything });
  },
});

export const removePermanently = action({
  id: 'delete-permanently',
  label: 'Delete permanently',
  icon: 'trash',
  shortcuts: ['Shift+Delete'],
  places: ['asset-buttons', 'selection-bar'],
  needs: 'delete',
  scope: 'deleted',
  run: ({ ids }) => openDialog({ type: 'delete-permanently', ids, everything: false }),
});
