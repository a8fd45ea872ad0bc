import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { saveDraft as save } from '../../sharing/drafts';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';

export const saveDraft = command<Share>({
  id: 'save-draft',
  label: 'Save as e-mail file',
  icon: 'save',
  verdict: (share) => commandsOf(share).saveDraft,
  // One each: the dialog has a draft for everybody.
  run: (share) => (share.oneEach ? openDialog({ type: 'shared', share }) : void save(share, share.to)),
});
