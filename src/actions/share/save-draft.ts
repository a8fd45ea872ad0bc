import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';
import { saveDraftTo } from './draft';

export const saveDraft = command<Share>({
  ...saveDraftTo,
  id: 'save-draft',
  verdict: (share) => commandsOf(share).saveDraft,
  // One each: the dialog has a draft for everybody.
  run: (share) => (share.oneEach ? openDialog({ type: 'shared', share }) : saveDraftTo.run({ share, to: share.to })),
});
