import type { Share } from '../../domain/share';
import { MOST_MAILED_LINK } from '../../domain/share-link';
import { mailOf, openAddress, saveDraft } from '../../sharing/drafts';
import { copyText } from '../../state/copy';
import type { Address } from '../../text/addresses';
import { MOST_MAILTO, mailto } from '../../text/email';
import { command } from '../action';

/** The e-mail that goes with a share, to all whom it names or to one of them. */
export interface Draft {
  share: Share;
  to: readonly Address[];
}

const addressOf = ({ share, to }: Draft) => mailto(mailOf(share, to));

export const openDraftTo = command<Draft>({
  id: 'open-draft-to',
  label: 'Open e-mail draft',
  icon: 'mail',
  verdict: (draft) => {
    const { share } = draft;
    if (share.carrier === 'attachments') {
      return 'An address that opens a mail program cannot carry attachments: save the e-mail file.';
    }
    if (share.link.length > MOST_MAILED_LINK) return 'The link is too long for e-mail: copy it.';
    if (addressOf(draft).length <= MOST_MAILTO) return true;
    return 'This e-mail is too long for opening a draft: save the e-mail file, or copy the text.';
  },
  run: (draft) => openAddress(addressOf(draft)),
});

export const saveDraftTo = command<Draft>({
  id: 'save-draft-to',
  label: 'Save as e-mail file',
  icon: 'save',
  run: ({ share, to }) => saveDraft(share, to),
});

export const copyDraft = command<Draft>({
  id: 'copy-draft',
  label: 'Copy text',
  icon: 'copy',
  run: ({ share, to }) => {
    const { subject, text } = mailOf(share, to);
    void copyText(`${subject}\n\n${text}`, 'The text was copied.');
  },
});
