import type Vips from 'wasm-vips';
import type { ExportProfile, FormatId } from '../../domain/profile';
import type { Statement } from '../../domain/statement';
import { type ExifTag, exifTags } from '../../metadata/exif-write';
import { serialiseIim, writeIptc } from '../../metadata/iptc-write';
import { withJpegExif } from '../../metadata/jpeg-exif';
import { iimRecords, photoshopBlock } from '../../metadata/photoshop';
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

/**
 * Writes into the finished file what libvips cannot: EXIF in UTF-8 (JPEG, TIFF), and a TIFF's IPTC.
 * @param iptc what `takeIptc` took out of the picture
 */
export function finish(
  file: Uint8Array,
  statement: Statement,
  profile: ExportProfile,
  iptc: Uint8Array | null,
): Uint8Array {
  // The place goes in where the policy lets everything through, and nowhere else.
  const tags = exifTags(statement).filter(({ ifd }) => ifd !== 3 || profile.metadata === 'everything');
  if (profile.format === 'jpeg') return withJpegExif(file, tags);
  if (profile.format === 'tiff') return withTiffTags(file, { tags, iptc });
  return file;
}

/** libvips cuts the IPTC of a TIFF off after a quarter: it is taken out before, and written afterwards. */
export function takeIptc(image: Vips.Image, { format, metadata }: ExportProfile): Uint8Array | null {
  if (format !== 'tiff' || metadata === 'none' || !has(image, 'iptc-data')) return null;
  const datasets = iimRecords(image.getBlob('iptc-data').slice());
  image.remove('iptc-data');
  return datasets.length > 0 ? serialiseIim(datasets) : null;
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
