import { openDialog } from '../state/dialogs';
import { action } from './action';

export const open = action({
  id: 'open',
  label: 'Open',
  icon: 'image',
  shortcuts: ['Enter'],
  keysOfFocus: true,
  when: ({ ids }) => ids.length === 1,
  run: ({ ids }) => {
    const [id] = ids;
    if (id) openDialog({ type: 'viewer', id });
  },
});
