import type Vips from 'wasm-vips';
import type { Facts } from '../../domain/asset';
import { codeOf, type ErrorCode } from '../../domain/errors';
import { PREVIEW_SIZES, type PreviewSize } from '../../domain/preview';
import type { Decoder } from '../decoder';
import { toSrgb } from './colour';
import { guarded, openHeader } from './open';

export interface Preview {
  size: PreviewSize;
  type: string;
  bytes: ArrayBuffer;
}

export interface Inspection {
  facts: Facts;
  previews: Preview[];
  /** What is wrong with it: there may be previews all the same, of the part that could be read. */
  failure: ErrorCode | null;
}

const PREVIEW_QUALITY = 80;
/** Of libwebp's 0 to 6. Measured at 1600 px: 1 is the quickest and a tenth smaller than 0. */
const PREVIEW_EFFORT = 1;

/**
 * Reads a picture's facts and makes its previews with one decoding.
 * @throws AppError where not even the header can be read
 */
export function inspectImage(decoder: Decoder): Inspection {
  const header = openHeader(decoder);
  const facts = guarded(() => decoder.facts(header));
  if (decoder.unread) return { facts, previews: [], failure: decoder.unread };
  try {
    return { ...guarded(() => makePreviews(decoder, header, facts, false)), failure: null };
  } catch (error) {
    const failure = codeOf(error);
    if (failure !== 'ends-early') return { facts, previews: [], failure };
    return { ...partOf(decoder, header, facts), failure };
  }
}

/** The upper part of a picture that ends early, if anything of it can be shown. */
function partOf(decoder: Decoder, header: Vips.Image, facts: Facts): Made {
  try {
    return guarded(() => makePreviews(decoder, header, facts, true));
  } catch {
    return { facts, previews: [] };
  }
}

type Made = Pick<Inspection, 'facts' | 'previews'>;

function makePreviews(decoder: Decoder, header: Vips.Image, facts: Facts, evenIfCut: boolean): Made {
  const [small, large] = PREVIEW_SIZES;
  const upright = decoder.thumbnail(
    large,
    { height: large, size: decoder.drawn ? 'both' : 'down', ...toSrgb(header, facts.icc) },
    evenIfCut,
  );
  const picture = inEightBits(upright).copyMemory();
  const thumbnail = picture.thumbnailImage(small, { height: small, size: 'down' }).copyMemory();
  const previews = [encode(thumbnail, small), encode(picture, large)];
  const colour = averageColour(thumbnail);
  return { facts: { ...facts, colour }, previews };
}

/** Sixteen-bit, float and CIE pictures as eight-bit sRGB or grey. */
export function inEightBits(image: Vips.Image): Vips.Image {
  const grey = image.bands < 3;
  const plain = image.format === 'uchar' && ['srgb', 'b-w', 'multiband'].includes(String(image.interpretation));
  return plain ? image : image.colourspace(grey ? 'b-w' : 'srgb');
}

function encode(image: Vips.Image, size: PreviewSize): Preview {
  const bytes = image.webpsaveBuffer({ Q: PREVIEW_QUALITY, effort: PREVIEW_EFFORT, keep: 'none' });
  return { size, type: 'image/webp', bytes: bytes.slice().buffer };
}

function averageColour(image: Vips.Image): string | null {
  const opaque = image.hasAlpha() ? image.flatten({ background: [255, 255, 255] }) : image;
  const dot = opaque.thumbnailImage(1, { height: 1, size: 'force' });
  const [r = 0, g = r, b = g] = dot.writeToMemory();
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
