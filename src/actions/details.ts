import { toggleDetails } from '../state/details';
import { action } from './action';

export const details = action({
  id: 'details',
  label: 'Details',
  icon: 'info',
  shortcuts: ['i'],
  when: () => true,
  run: toggleDetails,
});
