import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';

export const makeLink = command<Share>({
  id: 'make-link',
  label: 'Make link',
  icon: 'link',
  verdict: (share) => commandsOf(share).makeLink,
  run: (share) => openDialog({ type: 'shared', share }),
});
