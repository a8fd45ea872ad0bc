import { openDialog } from '../state/dialogs';
import { action } from './action';

export const note = action({
  id: 'note',
  label: 'Add note',
  icon: 'note',
  shortcuts: ['n'],
  needs: 'note',
  places: ['asset-menu', 'selection-menu'],
  scope: 'living',
  run: ({ ids }) => openDialog({ type: 'note', ids }),
});
