import type { Format } from '../format';

export const webp: Format = {
  id: 'webp',
  label: 'WebP',
  mime: 'image/webp',
  extension: 'webp',
  alpha: true,
  maxSide: 16_383,
  engineModule: null,
  depths: [8],
  container: 'webp',
  usualBytesPerPixel: 0.22,
};
