import type { Share } from '../../domain/share';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';

export const deleteShare = command<Share>({
  id: 'delete-share',
  label: 'Delete',
  icon: 'trash',

  run: (share) => openDialog({ type: 'delete-share', share }),
});
