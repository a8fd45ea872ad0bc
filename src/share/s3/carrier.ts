import type { Carrier } from '../carrier';

export const s3: Carrier = {
  id: 's3',
  label: 'Own storage (S3)',
  limits:
    'The encrypted file goes into your own bucket, and the link fetches it from there. A signed link ends by itself after 7 days at most, or when its key is withdrawn; “Revoke” deletes the file, and nobody can fetch it again.',
  takingBack: '“Revoke” on page Shares deletes the file from your storage: after that nobody can fetch it again.',
  notRevocable: null,
  most: null,
  sends: 'package-to-storage',
};
