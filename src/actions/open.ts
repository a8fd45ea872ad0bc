import { openDialog } from '../state/dialogs';
import { action } from './action';

export const open = action({
  id: 'open',
  label: 'Open',
  icon: null,
  shortcut: 'Enter',
  keys: 'Enter',
  needs: null,
  when: ({ ids }) => ids.length === 1,
  run: ({ ids }) => {
    const [id] = ids;
    if (id) openDialog({ type: 'viewer', id });
  },
});
