import type { Decode } from '../decoder';
import { readFacts } from '../engine/facts';
import { srgbProfile } from '../engine/srgb-profile';

/** Drawings, by resvg. libvips' loader for it reads whole buffers only. */
export const decodeSvg: Decode = (vips, bytes) => ({
  drawn: true,
  open: (options) => vips.Image.newFromBuffer(bytes, '', options),
  thumbnail: (width, options) => vips.Image.thumbnailBuffer(bytes, width, options),
  // How many pixels an inch has means nothing for it.
  facts: (header) => ({ ...readFacts(header), dpi: null }),
  srgbProfile: () => srgbProfile(vips),
  declared: { pixels: 0, cut: false },
  unread: null,
});
