import type Vips from 'wasm-vips';
import type { ExportProfile, FormatId } from '../../domain/profile';
import type { Statement } from '../../domain/statement';
import { type ExifTag, exifTags } from '../../metadata/exif-write';
import { serialiseIim, writeIptc } from '../../metadata/iptc-write';
import { withJpegExif } from '../../metadata/jpeg-exif';
import { withJxlXmp } from '../../metadata/jxl-xmp';
import { iimRecords, photoshopBlock } from '../../metadata/photoshop';
import { withPngXmp } from '../../metadata/png-xmp';
import { withTiffTags } from '../../metadata/tiff-exif';
import { writeXmp } from '../../metadata/xmp-write';
import { has } from './facts';

/** Formats in which IPTC-IIM and EXIF are written besides XMP. */
const WITH_IPTC: ReadonlySet<FormatId> = new Set(['jpeg', 'tiff']);
/** A segment of a JPEG, less the name of the XMP namespace: libvips refuses more (XMP part 3, §1.1.3). */
const MOST_XMP_IN_JPEG = 65_502;

/** Puts what a statement says into a picture's XMP and IPTC, and takes what it exchanges out of its EXIF. */
export function describe(image: Vips.Image, statement: Statement, format: FormatId): void {
  if (Object.keys(statement).length === 0) return;
  setBlob(image, 'xmp-data', limited(writeXmp(blobOf(image, 'xmp-data'), statement), format));
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
 * Takes out what `finish` writes: libvips cuts a TIFF's IPTC off after a quarter, and compresses XMP in PNG and JPEG XL
 * so that few programs find it.
 */
export function take(image: Vips.Image, { format, metadata }: ExportProfile): Taken {
  if (metadata === 'none') return { iptc: null, xmp: null };
  const iptc = format === 'tiff' ? blobOf(image, 'iptc-data') : null;
  const xmp = format === 'png' || format === 'jxl' ? blobOf(image, 'xmp-data') : null;
  if (iptc) image.remove('iptc-data');
  if (xmp) image.remove('xmp-data');
  const datasets = iptc ? iimRecords(iptc) : [];
  return { iptc: datasets.length > 0 ? serialiseIim(datasets) : null, xmp };
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
      return withJpegExif(file, tags);
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

function limited(packet: Uint8Array | null, format: FormatId): Uint8Array | null {
  return packet && format === 'jpeg' && packet.length > MOST_XMP_IN_JPEG ? null : packet;
}

function blobOf(image: Vips.Image, field: string): Uint8Array | null {
  return has(image, field) ? image.getBlob(field).slice() : null;
}

function setBlob(image: Vips.Image, field: string, bytes: Uint8Array | null): void {
  if (has(image, field)) image.remove(field);
  if (bytes) image.setBlob(field, bytes);
}
