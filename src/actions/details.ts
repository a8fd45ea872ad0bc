import { detailsOpen } from '../views/preferences';
import type { Action } from './action';

export const details: Action = {
  id: 'details',
  label: 'Details',
  icon: 'info',
  shortcut: 'i',
  keys: 'i',
  needs: null,
  when: () => true,
  run: () => {
    detailsOpen.value = !detailsOpen.value;
  },
};
