import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { openDialog } from '../../state/dialogs';
import { command } from '../action';
import { openDraftTo } from './draft';

export const openDraft = command<Share>({
  ...openDraftTo,
  id: 'open-draft',
  verdict: (share) => {
    const verdict = commandsOf(share).openDraft;
    return verdict === null || openDraftTo.verdict({ share, to: share.to }) !== true ? null : verdict;
  },
  // One each: the dialog has a draft for everybody.
  run: (share) => (share.oneEach ? openDialog({ type: 'shared', share }) : openDraftTo.run({ share, to: share.to })),
});
