import type { Share } from '../../domain/share';
import { liveShares } from '../../sharing/live-view';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';

export const showConnection = command<Share>({
  id: 'show-connection',
  label: 'Show connection',
  icon: 'share',
  verdict: ({ id }) => liveShares.value.has(id) || null,
  run: (share) => openDialog({ type: 'shared', share }),
});
