import type { Format } from '../format';

export const jpeg: Format = {
  id: 'jpeg',
  label: 'JPEG',
  mime: 'image/jpeg',
  extension: 'jpg',
  alpha: false,
  maxSide: 65_535,
  engineModule: null,
  depths: [8],
  container: 'jpeg',
  usualBytesPerPixel: 0.3,
};
