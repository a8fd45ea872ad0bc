import type { Format } from '../format';

export const tiff: Format = {
  id: 'tiff',
  label: 'TIFF',
  mime: 'image/tiff',
  extension: 'tif',
  alpha: true,
  maxSide: null,
  engineModule: null,
  depths: [8, 16],
  container: 'tiff',
  usualBytesPerPixel: 3,
};
