import { toggleDetails } from '../state/details';
import { action } from './action';

export const details = action({
  id: 'details',
  label: 'Details',
  icon: 'info',
  shortcut: 'i',
  keys: 'i',
  needs: null,
  when: () => true,
  run: toggleDetails,
});
