import { openDialog } from '../state/dialogs';
import { action } from './action';

export const share = action({
  id: 'share',
  label: 'Share',
  icon: 'share',
  shortcuts: ['s'],
  needs: 'share',
  places: ['asset-menu', 'selection-menu'],
  scope: 'living',
  run: ({ ids }) => openDialog({ type: 'share', what: { type: 'assets', ids } }),
});
