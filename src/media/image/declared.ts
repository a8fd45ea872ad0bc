import type { Declared } from '../decoder';

interface PictureDeclared extends Declared {
  jpeg: boolean;
}

/** Reads the few fields that libvips keeps to itself. */
export function readDeclared(bytes: ArrayBuffer): PictureDeclared {
  const view = new DataView(bytes, 0, Math.min(bytes.byteLength, 12));
  if (view.byteLength < 12) return NOTHING;
  const magic = view.getUint32(0);
  switch (magic) {
    case GIF8:
      // GIF89a, §18: the logical screen. libvips trims it to the first frame, other programs do not.
      return { ...NOTHING, pixels: view.getUint16(6, true) * view.getUint16(8, true) };
    case RIFF:
      // RIFF: the size of all that follows these eight bytes.
      return { ...NOTHING, cut: view.getUint32(4, true) + 8 > bytes.byteLength };
    case TIFF_LITTLE:
      // TIFF 6.0, §2: where the first directory lies.
      return { ...NOTHING, cut: view.getUint32(4, true) >= bytes.byteLength };
    case TIFF_BIG:
      return { ...NOTHING, cut: view.getUint32(4) >= bytes.byteLength };
    default:
      return { ...NOTHING, jpeg: magic >>> 8 === JPEG };
  }
}

const NOTHING: PictureDeclared = { pixels: 0, jpeg: false, cut: false };
const JPEG = 0xffd8ff;
const GIF8 = 0x47494638;
const RIFF = 0x52494646;
const TIFF_LITTLE = 0x49492a00;
const TIFF_BIG = 0x4d4d002a;
