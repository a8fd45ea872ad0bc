import type { Carrier } from '../carrier';

export const file: Carrier = {
  id: 'file',
  label: 'File',
  limits:
    'You get one encrypted file (.zip.age) to send any way you like; the link opens it. Whoever has both can open it until the date, and it cannot be called back.',
  takingBack:
    'The date is honoured by whoever opens the file with Satchel; a file that was sent cannot be called back.',
  notRevocable: 'A file that was sent cannot be called back.',
  most: null,
  sends: 'package',
};
