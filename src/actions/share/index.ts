import type { Share } from '../../domain/share';
import type { Command } from '../action';
import { copyLink } from './copy-link';
import { deleteShare } from './delete';
import { extend } from './extend';
import { makeLink } from './make-link';
import { openDraft } from './open-draft';
import { revoke } from './revoke';
import { saveDraft } from './save-draft';
import { saveFileAgain } from './save-file';
import { showConnection } from './show-connection';

/** What a share on page "Shares" offers, in this order. */
export const SHARE_COMMANDS: readonly Command<Share>[] = [
  copyLink,
  openDraft,
  saveDraft,
  saveFileAgain,
  showConnection,
  makeLink,
  extend,
  revoke,
  deleteShare,
];
