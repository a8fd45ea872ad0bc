import type { Carrier } from '../carrier';

export const webdav: Carrier = {
  id: 'webdav',
  label: 'Own storage (WebDAV)',
  limits:
    'The encrypted file goes into your own WebDAV folder, and the link fetches it from there: the server must let anybody read that folder. “Revoke” deletes the file, and nobody can fetch it again.',
  takingBack: '“Revoke” on page Shares deletes the file from your storage: after that nobody can fetch it again.',
  notRevocable: null,
  most: null,
  sends: 'package-to-storage',
};
