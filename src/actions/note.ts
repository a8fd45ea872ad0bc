import { openDialog } from '../state/dialogs';
import { action } from './action';

export const note = action({
  id: 'note',
  label: 'Add note',
  icon: 'note',
  shortcut: 'n',
  needs: 'note',
  places: ['asset', 'selection'],
  page: 'living',
  run: ({ ids }) => openDialog({ type: 'note', ids }),
});
