import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { mailOf, openAddress } from '../../sharing/drafts';
import { openDialog } from '../../state/dialogs';
import { MOST_MAILTO, mailto } from '../../text/email';
import { command } from '../action';

const address = (share: Share) => mailto(mailOf(share, share.to));

export const openDraft = command<Share>({
  id: 'open-draft',
  label: 'Open e-mail draft',
  icon: 'mail',
  verdict: (share) => {
    const verdict = commandsOf(share).openDraft;
    return verdict === null || address(share).length > MOST_MAILTO ? null : verdict;
  },
  // One each: the dialog has a draft for everybody.
  run: (share) => (share.oneEach ? openDialog({ type: 'shared', share }) : openAddress(address(share))),
});
