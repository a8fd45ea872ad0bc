import { dialog } from '../views/dialogs';
import type { Action } from './action';

export const open: Action = {
  id: 'open',
  label: 'Open',
  icon: null,
  shortcut: 'Enter',
  keys: 'Enter',
  needs: null,
  when: ({ ids }) => ids.length === 1,
  run: ({ ids }) => {
    const [id] = ids;
    if (id) dialog.value = { type: 'viewer', id };
  },
};
