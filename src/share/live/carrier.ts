import type { Carrier } from '../carrier';

export const live: Carrier = {
  id: 'live',
  label: 'Live',
  limits:
    'From this browser straight to another one, one recipient at a time, while this page stays open. By codes it works inside one network; across the internet only with STUN, TURN or relay addresses set in Settings → Carriers. Close the page or revoke it, and nobody can fetch it any more.',
  takingBack: 'It ends when this page is closed, or with “Revoke” on page Shares: after that nobody can fetch it.',
  notRevocable: null,
  most: null,
  sends: 'package-live',
};
