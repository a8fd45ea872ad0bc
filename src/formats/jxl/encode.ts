import type { Encode } from '../encode';

const DEFAULT_EFFORT = 4;

export const encodeJxl: Encode = (image, { quality, lossless, effort, keep }) =>
  image.jxlsaveBuffer({ Q: quality, lossless, effort: Math.max(1, effort ?? DEFAULT_EFFORT), keep });
