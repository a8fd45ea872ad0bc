import type Vips from 'wasm-vips';

let srgb: Uint8Array | undefined;

/** libvips hands out its own profile only with a picture that was converted to it. */
export function srgbProfile(vips: typeof Vips): Uint8Array {
  if (!srgb) {
    const dot = vips.Image.black(1, 1, { bands: 3 }).copy({ interpretation: 'srgb' });
    srgb = dot.iccTransform('srgb', { input_profile: 'srgb' }).getBlob('icc-profile-data').slice();
  }
  return srgb;
}
