import { MOST_ATTACHED } from '../../text/email';
import type { Carrier } from '../carrier';

export const attachments: Carrier = {
  id: 'attachments',
  label: 'Attachments',
  limits:
    'An e-mail draft with the files attached, up to 15 MB: plain files, not encrypted. The date is only written in the text, and nothing can be called back.',
  takingBack: 'The attachments are plain files: the date is only written in the text, and nothing can be called back.',
  notRevocable: 'Attachments that were sent cannot be called back.',
  most: { bytes: MOST_ATTACHED, reason: 'Too large for an e-mail: at most 15 MB.' },
  sends: 'files',
};
