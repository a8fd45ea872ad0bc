import type { Share } from '../../domain/share';
import { userProfile } from '../../state/installation';
import { command } from '../action';
import { openDraftTo } from './draft';

export const mailMe = command<Share>({
  id: 'mail-me',
  label: 'E-mail it to me',
  icon: 'mail',
  verdict: () => userProfile.value.email !== '' || 'Settings → Profile has no e-mail address of yours.',
  run: (share) => {
    const { name, email } = userProfile.peek();
    return openDraftTo.run({ share, to: [{ name, email }] });
  },
});
