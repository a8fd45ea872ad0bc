import type Vips from 'wasm-vips';
import { CIELAB, ICCLAB, type TiffForm, YCBCR } from './tiff-form';

const RGB = 2;
const JPEG = 7;
const UNSIGNED = 1;

const isByteLab = ({ photometric, bits, samples }: TiffForm) =>
  (photometric === CIELAB || photometric === ICCLAB) && bits === 8 && samples >= 3;

const isPlainYcbcr = ({ photometric, compression, bits, samples }: TiffForm) =>
  photometric === YCBCR && compression !== JPEG && bits === 8 && samples === 3;

/** Whether `usualSamples` has anything to do. */
export function hasUnusualSamples(form: TiffForm): boolean {
  const wide = form.bits === 32 || form.sampleFormat !== UNSIGNED;
  return isByteLab(form) || isPlainYcbcr(form) || (wide && form.photometric <= RGB);
}

/**
 * libvips knows Lab of eight bits only in a form of its own. Such a file is read as if it were RGB; `usualSamples` makes
 * colours of what comes.
 */
export function prepareTiff(bytes: ArrayBuffer, form: TiffForm): void {
  if (!isByteLab(form) || !form.photometricAt) return;
  new DataView(bytes).setUint16(form.photometricAt.at, RGB, form.photometricAt.little);
}

/**
 * A picture of samples that a screen shows: libvips takes Lab and YCbCr of eight bits for RGB, and cuts long integers and
 * floats to their lowest byte.
 * @param open opens it anew, for each time that it is read
 */
export function usualSamples(open: () => Vips.Image, form: TiffForm): Vips.Image {
  if (isByteLab(form)) return fromByteLab(open(), form.photometric === CIELAB);
  if (isPlainYcbcr(form)) return fromYcbcr(open());
  return inUsualRange(open);
}

/** TIFF 6.0, §23: L* from 0 to 255, a* and b* signed; ICC's form of it (Adobe's Technical Note 4) adds 128 to both. */
function fromByteLab(image: Vips.Image, signed: boolean): Vips.Image {
  const chroma = [1, 2].map((band) => {
    const byte = image.extractBand(band);
    return signed ? byte.subtract(byte.more(127).linear(256 / 255, 0)) : byte.subtract(128);
  });
  const lightness = image.extractBand(0).linear(100 / 255, 0);
  return lightness.bandjoin(chroma).cast('float').copy({ interpretation: 'lab' }).colourspace('srgb');
}

/** ITU-R BT.601's matrix, which TIFF 6.0, §21 takes for the usual one, with all 256 levels of each. */
const TO_RGB = [1, 0, 1.402, 1, -0.344136, -0.714136, 1, 1.772, 0];

function fromYcbcr(image: Vips.Image): Vips.Image {
  const rows = [0, 1, 2].map((row) => {
    const [y = 0, cb = 0, cr = 0] = TO_RGB.slice(row * 3, row * 3 + 3);
    const weighted = [y, cb, cr].map((weight, band) => image.extractBand(band).linear(weight, 0));
    const [first, ...others] = weighted;
    return others.reduce((sum, each) => sum.add(each), first as Vips.Image).subtract((cb + cr) * 128);
  });
  const [red, ...others] = rows;
  return (red as Vips.Image).bandjoin(others).rint().cast('uchar').copy({ interpretation: 'srgb' });
}

/** A float may go a little beyond white: highlights, and what sharpening leaves. */
const MOST_OF_ONE = 16;
const USHORT = 65_535;

/**
 * Long integers, signed ones and floats as 16 bits. What their largest value means is told nowhere: floats about 1 are from
 * 0 to 1, others from 0 to all bits that the largest needs, and where some are negative from the least to the largest.
 */
function inUsualRange(open: () => Vips.Image): Vips.Image {
  const image = open();
  const float = image.format === 'float';
  const signed = image.format === 'int' || image.format === 'short' || image.format === 'char';
  if (!float && !signed && image.format !== 'uint') return image;
  const statistics = open().stats();
  const [least = 0, largest = 0, , , mean = 0] = [0, 1, 2, 3, 4].map((column) => statistics.getpoint(column, 0)[0]);
  const colour = image.bands >= 3;
  // Floats in colour are light itself (scRGB), which libvips reads.
  if (float && colour && mean < 2) return image;
  const [from, to] = rangeOf(least, largest, float);
  const scaled = image.linear(USHORT / (to - from || 1), (-from * USHORT) / (to - from || 1));
  return scaled.cast('ushort').copy({ interpretation: colour ? 'rgb16' : 'grey16' });
}

function rangeOf(least: number, largest: number, float: boolean): [number, number] {
  if (float && least > -1 && largest <= MOST_OF_ONE) return [0, 1];
  if (least < 0) return [least, largest];
  const bits = Math.ceil(Math.log2(largest + 1));
  return [0, 2 ** Math.max(8, bits) - 1];
}
