import type { Encode } from '../encode';

const DEFAULT_EFFORT = 4;

export const encodeGif: Encode = (image, { effort, keep }) =>
  image.gifsaveBuffer({ effort: Math.max(1, effort ?? DEFAULT_EFFORT), keep });
