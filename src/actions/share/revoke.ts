import type { Share } from '../../domain/share';
import { commandsOf } from '../../sharing/commands';
import { revokeShare } from '../../sharing/revoke';
import { command } from '../action';

export const revoke = command<Share>({
  id: 'revoke-share',
  label: 'Revoke',
  icon: 'close',
  verdict: (share) => commandsOf(share).revoke,
  run: (share) => void revokeShare(share),
});
