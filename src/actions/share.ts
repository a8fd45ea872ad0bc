import { openDialog } from '../state/dialogs';
import { action } from './action';

export const share = action({
  id: 'share',
  label: 'Share',
  icon: 'share',
  shortcut: 's',
  needs: 'share',
  places: ['asset', 'selection'],
  page: 'living',
  run: ({ ids }) => openDialog({ type: 'share', what: { type: 'assets', ids } }),
});
