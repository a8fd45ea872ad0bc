import type { ErrorCode } from '../../domain/errors';

/** What a TIFF's first directory says of how its pixels are stored (TIFF 6.0, §8). */
export interface TiffForm {
  compression: number;
  photometric: number;
  bits: number;
  samples: number;
  /** 1 unsigned, 2 signed, 3 float. */
  sampleFormat: number;
  /** How many pixels share a colour, across and down. */
  subsampling: readonly [number, number];
  /** Where the value of PhotometricInterpretation stands in the file, and its byte order. */
  photometricAt: { at: number; little: boolean } | null;
}

const USUAL: TiffForm = {
  compression: 1,
  photometric: 1,
  bits: 1,
  samples: 1,
  sampleFormat: 1,
  subsampling: [2, 2],
  photometricAt: null,
};

const BITS = 258;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const SAMPLES = 277;
const SAMPLE_FORMAT = 339;
const SUBSAMPLING = 530;
const MOST_TAGS = 4096;
const SHORT = 3;

/** @returns null where this is no TIFF, or its first directory lies outside the file */
export function readTiffForm(bytes: ArrayBuffer): TiffForm | null {
  try {
    return readForm(new DataView(bytes));
  } catch {
    // Reading past the end: libvips says what is wrong with such a file.
    return null;
  }
}

function readForm(view: DataView): TiffForm | null {
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return null;
  const version = view.getUint16(2, little);
  // BigTIFF is the same with counts and offsets of eight bytes.
  const big = version === 43;
  if (!big && version !== 42) return null;
  const offset = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const directory = offset(big ? 8 : 4);
  const count = big ? Number(view.getBigUint64(directory, little)) : view.getUint16(directory, little);
  const form = { ...USUAL };
  for (let i = 0; i < Math.min(count, MOST_TAGS); i++) {
    const at = directory + (big ? 8 + i * 20 : 2 + i * 12);
    const tag = view.getUint16(at, little);
    const values = Number(big ? view.getBigUint64(at + 4, little) : view.getUint32(at + 4, little));
    const short = view.getUint16(at + 2, little) === SHORT;
    const slot = at + (big ? 12 : 8);
    // Values that fit into the slot stand there, longer lists elsewhere.
    const where = short && values * 2 > (big ? 8 : 4) ? offset(slot) : slot;
    const value = () => (short ? view.getUint16(where, little) : view.getUint32(where, little));
    if (tag === BITS) form.bits = value();
    else if (tag === COMPRESSION) form.compression = value();
    else if (tag === SAMPLES) form.samples = value();
    else if (tag === SAMPLE_FORMAT) form.sampleFormat = value();
    else if (tag === SUBSAMPLING) form.subsampling = [value(), view.getUint16(where + 2, little)];
    else if (tag === PHOTOMETRIC) {
      form.photometric = value();
      if (short) form.photometricAt = { at: where, little };
    }
  }
  return form;
}

/** What libtiff unpacks here: none, CCITT, LZW, JPEG, Deflate, PackBits, NeXT, ThunderScan, PixarLog, SGI Log. */
const UNPACKED = new Set([1, 2, 3, 4, 5, 7, 8, 32766, 32771, 32773, 32809, 32909, 32946, 34676, 34677]);
/** What it does not, by the numbers that libtiff's tiff.h and Adobe's registry give them. */
const NAMED: Record<number, ErrorCode | undefined> = {
  6: 'codec-old-jpeg',
  9: 'codec-jbig',
  10: 'codec-jbig',
  34661: 'codec-jbig',
  33003: 'codec-jpeg2000',
  33004: 'codec-jpeg2000',
  33005: 'codec-jpeg2000',
  34712: 'codec-jpeg2000',
  34887: 'codec-lerc',
  34925: 'codec-lzma',
  50000: 'codec-zstd',
  50001: 'codec-webp',
  34933: 'codec-png',
  50002: 'codec-jxl',
  52546: 'codec-jxl',
};

export const YCBCR = 6;
export const CIELAB = 8;
export const ICCLAB = 9;
const ITULAB = 10;
const JPEG = 7;

/** Why its pixels cannot be read; null where they can. libtiff paints what it cannot unpack black, without a word. */
export function unreadTiff({ compression, photometric, bits, samples, subsampling }: TiffForm): ErrorCode | null {
  if (!UNPACKED.has(compression)) return NAMED[compression] ?? 'codec-other';
  const [across, down] = subsampling;
  const shared = photometric === YCBCR && samples === 3 && compression !== JPEG && across * down > 1;
  return bits > 32 || photometric === ITULAB || shared ? 'samples-not-read' : null;
}
