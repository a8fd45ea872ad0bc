import type { Carrier } from '../carrier';

export const uploaded: Carrier = {
  id: 'uploaded',
  label: 'Already uploaded',
  limits:
    'You put the encrypted file into a cloud folder of your own and paste its address; the link fetches it from there, if that place lets web pages read it. Delete it there and nobody can fetch it again.',
  takingBack: 'Delete the file where you put it, and nobody can fetch it again: Satchel cannot do that for you.',
  notRevocable: 'Delete the file where you put it: Satchel has no key to that place.',
  most: null,
  sends: 'package',
};
