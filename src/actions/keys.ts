import { openDialog } from '../state/dialogs';
import { action } from './action';

export const keys = action({
  id: 'keys',
  label: 'All keys',
  icon: 'info',
  shortcuts: ['?'],
  when: () => true,
  run: () => openDialog({ type: 'keys' }),
});
