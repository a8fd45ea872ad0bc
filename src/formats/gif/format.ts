import type { Format } from '../format';

export const gif: Format = {
  id: 'gif',
  label: 'GIF',
  mime: 'image/gif',
  extension: 'gif',
  alpha: true,
  maxSide: 65_535,
  engineModule: null,
  depths: [8],
  container: 'gif',
  usualBytesPerPixel: 0.8,
};
