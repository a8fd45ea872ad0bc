import type { Format } from '../format';

export const avif: Format = {
  id: 'avif',
  label: 'AVIF',
  mime: 'image/avif',
  extension: 'avif',
  alpha: true,
  maxSide: 16_384,
  engineModule: 'heif',
  depths: [8],
  container: 'heif',
  usualBytesPerPixel: 0.14,
};
