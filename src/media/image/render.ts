import type Vips from 'wasm-vips';
import { AppError } from '../../domain/errors';
import type { ExportProfile } from '../../domain/profile';
import { allowed, NOTHING_SAID, type Statement } from '../../domain/statement';
import { FORMATS } from '../../formats';
import { ENCODERS } from '../../formats/encode';
import { withoutLocationIptc, withoutLocationXmp } from '../../metadata/location';
import { toSrgb } from './colour';
import { describe, finish, take } from './describe';
import { has, readFacts } from './facts';
import { inEightBits } from './inspect';
import { guarded, type Input, openHeader } from './open';

export interface Rendition {
  bytes: Uint8Array;
  width: number;
  height: number;
}

const MILLIMETRES_PER_INCH = 25.4;
/** Written where the original states none: a JPEG must say something, and programs take this for "not known". */
const USUAL_DPI = 72;

/**
 * Makes a file from a picture as an export profile says, with what its fields say. A pure function of all three.
 * @throws AppError "ends-early", "damaged", "too-many-pixels", "profile-does-not-fit"
 */
export function renderImage(input: Input, profile: ExportProfile, statement: Statement = NOTHING_SAID): Rendition {
  const header = openHeader(input);
  const facts = guarded(() => readFacts(header, input.vector));
  return guarded(() => {
    const format = FORMATS[profile.format];
    let image = scaled(input, profile, header, facts);
    if (image.hasAlpha() && !format.alpha) image = image.flatten({ background: rgb(profile.background) });
    if (profile.format !== 'tiff' && profile.format !== 'png') image = inEightBits(image);
    if (format.maxSide !== null && Math.max(image.width, image.height) > format.maxSide) {
      throw new AppError('profile-does-not-fit', { detail: `longer than ${format.maxSide} pixels` });
    }
    image = image.copy(densityOf(profile.dpi ?? facts.dpi ?? USUAL_DPI));
    const said = allowed(statement, profile.metadata);
    const keep = applyMetadataPolicy(image, profile, said);
    attachSrgb(input, image, profile);
    const taken = take(image, profile);
    const bytes = ENCODERS[profile.format](image, { ...profile, keep });
    const complete = finish(bytes, said, profile, taken);
    return { bytes: complete, width: image.width, height: image.height };
  });
}

function densityOf(dpi: number): { xres: number; yres: number } {
  return { xres: dpi / MILLIMETRES_PER_INCH, yres: dpi / MILLIMETRES_PER_INCH };
}

/**
 * A picture that never had a profile is sRGB; the file says so where the profile asks for it. As metadata: the encoders'
 * own option would convert every pixel from sRGB to sRGB first, which costs as much as encoding.
 */
function attachSrgb(input: Input, image: Vips.Image, { colour }: ExportProfile): void {
  const wanted = colour.embed && colour.space === 'srgb' && image.bands >= 3 && !has(image, 'icc-profile-data');
  if (wanted) image.setBlob('icc-profile-data', input.srgbProfile());
}

interface Measured {
  width: number;
  height: number;
  orientation: number;
  icc: string | null;
}

/** The upright picture in its final size and colours. A drawing has no pixels to enlarge: it is drawn at the size. */
function scaled(input: Input, profile: ExportProfile, header: Vips.Image, facts: Measured): Vips.Image {
  const colours = targetColours(profile, header, facts.icc);
  const target = targetBox(profile.size, facts);
  if (target) {
    return input.thumbnail(target.width, {
      height: target.height,
      size: input.vector ? 'both' : 'down',
      ...colours,
    });
  }
  const upright = facts.orientation === 1;
  const full = input.open({
    // Turning reads rows out of order, so the picture must be in memory then; otherwise rows stream through.
    access: upright ? 'sequential' : 'random',
    fail_on: 'truncated',
  });
  const turned = upright ? full : full.autorot();
  const output = colours.output_profile;
  return output && has(turned, 'icc-profile-data') ? turned.iccTransform(output, { embedded: true }) : turned;
}

function targetColours(profile: ExportProfile, header: Vips.Image, icc: string | null): { output_profile?: string } {
  switch (profile.colour.space) {
    case 'own':
      return {};
    case 'p3':
      return { output_profile: 'p3' };
    case 'srgb':
      return toSrgb(header, icc);
  }
}

/** The box that the picture goes inside; null where it keeps its size. */
function targetBox(size: ExportProfile['size'], facts: Measured): { width: number; height: number } | null {
  switch (size.type) {
    case 'full':
      return null;
    case 'long-edge':
      return { width: size.pixels, height: size.pixels };
    case 'box':
      return { width: size.width, height: size.height };
    case 'percent':
      return {
        width: Math.max(1, Math.round((facts.width * size.percent) / 100)),
        height: Math.max(1, Math.round((facts.height * size.percent) / 100)),
      };
  }
}

/**
 * Takes out of the picture what the profile's policy does not let through.
 * @returns libvips' `keep` flags for the encoder
 */
function applyMetadataPolicy(image: Vips.Image, profile: ExportProfile, said: Statement): string {
  const icc = profile.colour.embed ? ['icc'] : [];
  switch (profile.metadata) {
    case 'everything':
      describe(image, said, profile.format);
      return profile.colour.embed ? 'all' : 'exif|xmp|iptc|other';
    case 'all-but-location':
      describe(image, said, profile.format);
      dropLocation(image);
      return ['exif', 'xmp', 'iptc', ...icc].join('|');
    case 'none':
      return icc[0] ?? 'none';
    case 'copyright-only':
      for (const field of fieldsOf(image)) if (/^(?:exif|xmp|iptc|jpeg-thumbnail)-/.test(field)) image.remove(field);
      describe(image, said, profile.format);
      return ['exif', 'xmp', 'iptc', ...icc].join('|');
  }
}

function dropLocation(image: Vips.Image): void {
  for (const field of fieldsOf(image)) if (field.startsWith('exif-ifd3-')) image.remove(field);
  // The camera's own thumbnail inside the EXIF block shows the picture as it was before any edit.
  image.remove('jpeg-thumbnail-data');
  for (const [field, strip] of [
    ['xmp-data', withoutLocationXmp],
    ['iptc-data', withoutLocationIptc],
  ] as const) {
    if (!has(image, field)) continue;
    const stripped = strip(image.getBlob(field).slice());
    image.remove(field);
    if (stripped) image.setBlob(field, stripped);
  }
}

function fieldsOf(image: Vips.Image): string[] {
  const fields = image.getFields();
  const names: string[] = [];
  for (let i = 0; i < fields.size(); i++) {
    const name = fields.get(i);
    if (name !== undefined) names.push(name);
  }
  return names;
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
