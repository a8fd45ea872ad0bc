import type { Encode } from '../encode';

const DEFAULT_COMPRESSION = 6;

export const encodePng: Encode = (image, { effort, keep }) =>
  image.pngsaveBuffer({ compression: effort ?? DEFAULT_COMPRESSION, keep });
