import { openDialog } from '../state/dialogs';
import { action } from './action';

/** The briefcase: puts assets into a collection. */
export const collect = action({
  id: 'collect',
  label: 'Add to collection',
  icon: 'briefcase',
  shortcuts: ['c'],
  needs: 'collections',
  places: ['asset-buttons', 'selection-bar'],
  scope: 'living',
  labelAt: (title) => `Add ${title} to a collection`,
  run: ({ ids }) => openDialog({ type: 'add-to-collection', ids }),
});
