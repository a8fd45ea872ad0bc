import { openDialog } from '../state/dialogs';
import { action } from './action';

export const duplicate = action({
  id: 'duplicate',
  label: 'Duplicate metadata',
  icon: 'duplicate',
  needs: 'duplicate',
  places: ['asset-menu'],
  scope: 'living',
  when: ({ ids }) => ids.length === 1,
  run: ({ ids: [id] }) => {
    if (id) openDialog({ type: 'duplicate', id });
  },
});
