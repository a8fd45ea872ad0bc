import { detailsOpen } from '../views/preferences';
import { action } from './action';

export const details = action({
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
});
