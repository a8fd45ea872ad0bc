import { openDialog } from '../state/dialogs';
import { action } from './action';

export const edit = action({
  id: 'edit',
  label: 'Edit',
  icon: 'pencil',
  shortcuts: ['e'],
  needs: 'edit',
  places: ['asset-menu', 'selection-menu'],
  scope: 'living',
  run: ({ ids }) => openDialog({ type: 'edit', ids }),
});
