import type { Format } from '../format';

export const jxl: Format = {
  id: 'jxl',
  label: 'JPEG XL',
  mime: 'image/jxl',
  extension: 'jxl',
  alpha: true,
  maxSide: null,
  engineModule: 'jxl',
  depths: [8],
  container: 'jxl',
  usualBytesPerPixel: 0.18,
};
