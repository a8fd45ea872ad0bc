import type Vips from 'wasm-vips';
import { AppError } from '../../domain/errors';
import type { ExportProfile } from '../../domain/profile';
import { NOTHING_SAID, type Statement } from '../../domain/statement';
import { FORMATS } from '../../formats';
import { ENCODERS } from '../../formats/encode';
import { compose } from '../../metadata/compose';
import { CONTAINERS } from '../../metadata/containers';
import { type Blocks, NO_BLOCKS } from '../../metadata/gather';
import { neutralProfile } from '../../metadata/icc/neutral';
import type { Decoder } from '../decoder';
import { toSrgb } from './colour';
import { has } from './facts';
import { inEightBits } from './inspect';
import { guarded, openHeader } from './open';
import { outputOf } from './output';

interface Rendition {
  bytes: Uint8Array;
  width: number;
  height: number;
}

const MILLIMETRES_PER_INCH = 25.4;

/** What an export says: what the original said of itself, block by block, and what somebody changed. */
interface Described {
  blocks: Blocks;
  statement: Statement;
}

/**
 * Makes a file from a picture as an export profile says. A pure function of all that it is given. libvips writes the picture and
 * its colours; everything else that the file says is our own (`metadata/compose.ts`).
 * @throws AppError "ends-early", "damaged", "too-many-pixels", "profile-does-not-fit"
 */
export function renderImage(
  decoder: Decoder,
  profile: ExportProfile,
  { blocks, statement }: Described = { blocks: NO_BLOCKS, statement: NOTHING_SAID },
): Rendition {
  if (decoder.unread) throw new AppError(decoder.unread);
  const header = openHeader(decoder);
  const facts = guarded(() => decoder.facts(header));
  return guarded(() => {
    const format = FORMATS[profile.format];
    let image = scaled(decoder, profile, header, facts);
    if (image.hasAlpha() && !format.alpha) image = image.flatten({ background: rgb(profile.background) });
    if (!format.depths.some((depth) => depth > 8)) image = inEightBits(image);
    if (format.maxSide !== null && Math.max(image.width, image.height) > format.maxSide) {
      throw new AppError('profile-does-not-fit', { detail: `longer than ${format.maxSide} pixels` });
    }
    const output = outputOf(profile, facts, image);
    image = image.copy(densityOf(output.dpi));
    attachSrgb(decoder, image, profile);
    if (profile.metadata !== 'everything') takeWordsOut(image);
    const { width, height } = image;
    const bytes = ENCODERS[profile.format](image, { ...profile, keep: profile.colour.embed ? 'icc' : 'none' });
    const composed = compose(blocks, statement, { policy: profile.metadata, output });
    return { bytes: CONTAINERS[format.container].embed(bytes, composed), width, height };
  });
}

/** A colour profile has a name, an owner and whatever its maker wrote beside its curves. */
function takeWordsOut(image: Vips.Image): void {
  if (!has(image, ICC)) return;
  const neutral = neutralProfile(image.getBlob(ICC).slice());
  image.remove(ICC);
  if (neutral) image.setBlob(ICC, neutral);
}

const ICC = 'icc-profile-data';

function densityOf(dpi: number): { xres: number; yres: number } {
  return { xres: dpi / MILLIMETRES_PER_INCH, yres: dpi / MILLIMETRES_PER_INCH };
}

/**
 * A picture that never had a profile is sRGB; the file says so where the profile asks for it. As metadata: the encoders'
 * own option would convert every pixel from sRGB to sRGB first, which costs as much as encoding.
 */
function attachSrgb(decoder: Decoder, image: Vips.Image, { colour }: ExportProfile): void {
  const wanted = colour.embed && colour.space === 'srgb' && image.bands >= 3 && !has(image, 'icc-profile-data');
  if (wanted) image.setBlob('icc-profile-data', decoder.srgbProfile());
}

interface Measured {
  width: number;
  height: number;
  orientation: number;
  icc: string | null;
}

/** The upright picture in its final size and colours. A drawing has no pixels to enlarge: it is drawn at the size. */
function scaled(decoder: Decoder, profile: ExportProfile, header: Vips.Image, facts: Measured): Vips.Image {
  const colours = targetColours(profile, header, facts.icc);
  const target = targetBox(profile.size, facts);
  if (target) {
    return decoder.thumbnail(target.width, {
      height: target.height,
      size: decoder.drawn ? 'both' : 'down',
      ...colours,
    });
  }
  const upright = facts.orientation === 1;
  const full = decoder.open({
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

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
