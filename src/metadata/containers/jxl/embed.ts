import { joined, latin, standsAt } from '../../bytes';
import { box } from '../bmff';

/** ISO/IEC 18181-2, §9: the signature box and the file type box. */
export const JXL_SIGNATURE = joined([[0, 0, 0, 12], latin('JXL '), [0x0d, 0x0a, 0x87, 0x0a]]);
const FILE_TYPE = box('ftyp', latin('jxl '), [0, 0, 0, 0], latin('jxl '));
const CODESTREAM = Uint8Array.of(0xff, 0x0a);
/** §9.5: how far behind these four bytes the TIFF header stands. */
const EXIF_HEADER = [0, 0, 0, 0];

/**
 * Puts EXIF and XMP into a JPEG XL as plain boxes at its end. libvips compresses them with Brotli, which few programs look
 * into. A bare codestream is put into a container first.
 */
export function withJxlBoxes(
  file: Uint8Array,
  { exif, xmp }: { exif: Uint8Array | null; xmp: Uint8Array | null },
): Uint8Array {
  const added = [...(exif ? [box('Exif', EXIF_HEADER, exif)] : []), ...(xmp ? [box('xml ', xmp)] : [])];
  if (added.length === 0) return file;
  if (standsAt(file, 0, JXL_SIGNATURE)) return joined([file, ...added]);
  if (!standsAt(file, 0, CODESTREAM)) return file;
  return joined([JXL_SIGNATURE, FILE_TYPE, box('jxlc', file), ...added]);
}
