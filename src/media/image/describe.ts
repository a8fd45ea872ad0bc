import type Vips from 'wasm-vips';
import type { ExportProfile, FormatId } from '../../domain/profile';
import { type Statement, toWrite } from '../../domain/statement';
import { type ExifTag, exifTags } from '../../metadata/exif-write';
import { writeIptc } from '../../metadata/iptc-write';
import { withJpegExif } from '../../metadata/jpeg-exif';
import { MOST_STANDARD, withLongJpegXmp } from '../../metadata/jpeg-xmp';
import { withJxlXmp } from '../../metadata/jxl-xmp';
import { fromPhotoshopBlock, photoshopBlock } from '../../metadata/photoshop';
import { withPngXmp } from '../../metadata/png-xmp';
import { withTiffTags } from '../../metadata/tiff-exif';
import { writeXmp } from '../../metadata/xmp-write';
import { has } from './facts';

/** Formats in which IPTC-IIM and EXIF are written besides XMP. */
const WITH_IPTC: ReadonlySet<FormatId> = new Set(['jpeg', 'tiff']);

/** Puts what a statement says into a picture's XMP and IPTC, and takes what it exchanges out of its EXIF. */
export function describe(image: Vips.Image, statement: Statement, format: FormatId): void {
  if (Object.keys(toWrite(statement)).length === 0) return;
  setBlob(image, 'xmp-data', writeXmp(blobOf(image, 'xmp-data'), statement));
  const wholly = WITH_IPTC.has(format);
  for (const { ifd, name, value } of exifTags(statement)) {
    const field = `exif-ifd${ifd}-${name}`;
    if (!has(image, field)) continue;
    image.remove(field);
    // Elsewhere EXIF is only kept true where it is there already, in the ASCII that libvips makes of it.
    if (!wholly && value !== null) image.setString(field, printed(value));
  }
  if (!wholly) return;
  const records = writeIptc(blobOf(image, 'iptc-data'), statement);
  setBlob(image, 'iptc-data', records && format === 'jpeg' ? photoshopBlock(records) : records);
}

const printed = (value: NonNullable<ExifTag['value']>) =>
  typeof value === 'string' ? value : value.map(([n, d]) => `${n}/${d}`).join(' ');

/** Metadata that libvips would write wrongly: taken out of the picture before it is encoded. */
export interface Taken {
  iptc: Uint8Array | null;
  xmp: Uint8Array | null;
}

/**
 * Takes out what `finish` writes: libvips cuts a TIFF's IPTC off after a quarter, compresses XMP in PNG and JPEG XL so
 * that few programs find it, and writes no more XMP into a JPEG than one segment holds.
 */
export function take(image: Vips.Image, { format, metadata }: ExportProfile): Taken {
  if (metadata === 'none') return { iptc: null, xmp: null };
  const iptc = format === 'tiff' ? blobOf(image, 'iptc-data') : null;
  const packet = blobOf(image, 'xmp-data');
  const ours = format === 'png' || format === 'jxl' || (format === 'jpeg' && (packet?.length ?? 0) > MOST_STANDARD);
  const xmp = ours ? packet : null;
  if (iptc) image.remove('iptc-data');
  if (xmp) image.remove('xmp-data');
  return { iptc: iptc && fromPhotoshopBlock(iptc), xmp };
}

/** Writes into the finished file what libvips cannot: EXIF in UTF-8 (JPEG, TIFF), and what was taken out before. */
export function finish(
  file: Uint8Array,
  statement: Statement,
  profile: ExportProfile,
  { iptc, xmp }: Taken,
): Uint8Array {
  // The place goes in where the policy lets everything through, and nowhere else.
  const tags = exifTags(statement).filter(({ ifd }) => ifd !== 3 || profile.metadata === 'everything');
  switch (profile.format) {
    case 'jpeg':
      return withJpegExif(xmp ? withLongJpegXmp(file, xmp) : file, tags);
    case 'tiff':
      return withTiffTags(file, { tags, iptc });
    case 'png':
      return xmp ? withPngXmp(file, xmp) : file;
    case 'jxl':
      return xmp ? withJxlXmp(file, xmp) : file;
    default:
      return file;
  }
}

function blobOf(image: Vips.Image, field: string): Uint8Array | null {
  return has(image, field) ? image.getBlob(field).slice() : null;
}

function setBlob(image: Vips.Image, field: string, bytes: Uint8Array | null): void {
  if (has(image, field)) image.remove(field);
  if (bytes) image.setBlob(field, bytes);
}
