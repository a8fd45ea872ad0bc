import type { Format } from '../format';

export const tiff: Format = {
  id: 'tiff',
  label: 'TIFF',
  mime: 'image/tiff',
  extension: 'tif',
  alpha: true,
  maxSide: null,
  engineModule: null,
  usualBytesPerPixel: 3,
};
