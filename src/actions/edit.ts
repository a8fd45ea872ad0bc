import { openDialog } from '../state/dialogs';
import { action } from './action';

export const edit = action({
  id: 'edit',
  label: 'Edit',
  icon: 'pencil',
  shortcut: 'e',
  needs: 'edit',
  places: ['asset', 'selection'],
  page: 'living',
  run: ({ ids }) => openDialog({ type: 'edit', ids }),
});
