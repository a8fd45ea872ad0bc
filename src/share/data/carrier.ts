import type { Carrier } from '../carrier';

/** Base64 adds a third, and the manifest and the encryption about a kilobyte. */
const MOST_BYTES = 70_000;

export const data: Carrier = {
  id: 'data',
  label: 'Link that holds it all',
  limits:
    'The link itself holds the encrypted files: up to about 70 kB for copying, about 700 bytes for e-mail. Whoever has the link can open it until the date, and it cannot be called back.',
  takingBack: 'The date is honoured by whoever opens the link with Satchel; the link cannot be called back.',
  notRevocable: 'The link holds the files itself: nothing that was sent can be called back.',
  most: { bytes: MOST_BYTES, reason: 'Too large for a link: at most about 70 kB.' },
  sends: 'package-in-link',
};
