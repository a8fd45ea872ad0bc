import { openDialog } from '../state/dialogs';
import { action } from './action';

/** The briefcase: puts assets into a collection. */
export const collect = action({
  id: 'collect',
  label: 'Add to collection',
  icon: 'briefcase',
  shortcut: 'c',
  needs: 'collections',
  page: 'living',
  run: ({ ids }) => openDialog({ type: 'add-to-collection', ids }),
});
