import type { Share } from '../../domain/share';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';

export const extend = command<Share>({
  id: 'extend-share',
  label: 'Extend',
  icon: 'clock',

  run: (share) => openDialog({ type: 'extend-share', share }),
});
