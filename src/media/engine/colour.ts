import type Vips from 'wasm-vips';

/**
 * What libvips must do so that a picture comes out in sRGB. Most photographs are in it already, by their profile's name
 * or because they have none: converting them from it to it costs a tenth of the time and changes nothing.
 * @param header the picture as it was opened
 * @param icc the name of its embedded profile
 */
export function toSrgb(header: Vips.Image, icc: string | null): { output_profile?: string } {
  const untagged = ['srgb', 'b-w', 'rgb16', 'grey16'].includes(String(header.interpretation));
  const already = icc ? /^sRGB\b/i.test(icc) : untagged;
  return already ? {} : { output_profile: 'srgb' };
}
