import type { Encode } from '../encode';

/** Of libwebp's 0 to 6. Measured on photographs at 1600 px: 2 takes a third of the time of 4 for 3 % more bytes. */
const DEFAULT_EFFORT = 2;
const MAX_EFFORT = 6;

export const encodeWebp: Encode = (image, { quality, lossless, effort, keep }) =>
  image.webpsaveBuffer({
    Q: quality,
    lossless,
    effort: Math.min(effort ?? DEFAULT_EFFORT, MAX_EFFORT),
    keep,
  });
