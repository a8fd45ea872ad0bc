import type { Encode } from '../encode';

/** LZW is read by every program that reads TIFF; the horizontal predictor makes it shrink photographs at all. */
export const encodeTiff: Encode = (image, { keep }) =>
  image.tiffsaveBuffer({ compression: 'lzw', predictor: 'horizontal', resunit: 'inch', keep });
