import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { copyText } from '../../state/copy';
import { command } from '../action';

export const copyLink = command<Share>({
  id: 'copy-link',
  label: 'Copy link',
  icon: 'link',
  verdict: (share) => commandsOf(share).copyLink,
  run: ({ link }) => void copyText(link, 'The link was copied.'),
});
