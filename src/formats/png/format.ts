import type { Format } from '../format';

export const png: Format = {
  id: 'png',
  label: 'PNG',
  mime: 'image/png',
  extension: 'png',
  alpha: true,
  maxSide: null,
  engineModule: null,
  depths: [8, 16],
  container: 'png',
  usualBytesPerPixel: 2.2,
};
