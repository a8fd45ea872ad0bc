import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { joined, latin, uint16, uint32 } from '../../bytes';
import { type IptcDigest, photoshopBlocks } from '../../iptc/photoshop-write';
import { splitXmp } from '../../xmp/split';
import { APP0, APP1, APP13, isJpeg, jpegSegments } from './segments';

const COMMENT = 0xfe;
const EXIF_NAME = latin('Exif\0\0');
const STANDARD = latin('http://ns.adobe.com/xap/1.0/\0');
const EXTENDED = latin('http://ns.adobe.com/xmp/extension/\0');
/** A segment's two bytes of length count themselves (ITU-T T.81, B.1.1.4). */
const MOST_IN_SEGMENT = 65_533;
export const MOST_JPEG_EXIF = MOST_IN_SEGMENT - EXIF_NAME.length;
/** What XMP part 3, §1.1.3 leaves for the packet in a segment of 65,535 bytes, and for a part of an extended one. */
const MOST_STANDARD = 65_502;
const MOST_PART = 65_400;

interface JpegMetadata {
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
  /** Bare records of IPTC-IIM. */
  iptc: Uint8Array | null;
  iptcDigest?: IptcDigest;
  comments?: readonly Uint8Array[];
}

/**
 * Puts EXIF, XMP, IPTC-IIM and comments into a JPEG, behind its JFIF segment (EXIF 2.32, §4.5.4; XMP part 3, §1.1.3;
 * Photoshop's image resources). A block that is too long for one segment is parted as its standard has it.
 */
export function withJpegMetadata(
  file: Uint8Array,
  { exif, xmp, iptc, iptcDigest = 'fresh', comments = [] }: JpegMetadata,
): Uint8Array {
  if (!isJpeg(file)) return file;
  const segments: Uint8Array[] = [];
  if (exif && exif.length <= MOST_JPEG_EXIF) segments.push(segment(APP1, EXIF_NAME, exif));
  if (xmp) segments.push(...xmpSegments(xmp));
  if (iptc)
    for (const block of photoshopBlocks(iptc, iptcDigest, MOST_IN_SEGMENT)) segments.push(segment(APP13, block));
  for (const comment of comments) segments.push(segment(COMMENT, comment.subarray(0, MOST_IN_SEGMENT)));
  if (segments.length === 0) return file;
  const [first] = jpegSegments(file);
  const at = first?.marker === APP0 ? first.end : 2;
  return joined([file.subarray(0, at), ...segments, file.subarray(at)]);
}

function segment(marker: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = 2 + parts.reduce((sum, part) => sum + part.length, 0);
  return joined([[0xff, marker], uint16(length), ...parts]);
}

/** The packet, and an extended one of its longest properties where it is too long (XMP part 3, §1.1.3.1). */
function xmpSegments(packet: Uint8Array): Uint8Array[] {
  if (packet.length <= MOST_STANDARD) return [segment(APP1, STANDARD, packet)];
  const split = splitXmp(packet, MOST_STANDARD, (extended) => bytesToHex(md5(extended)).toUpperCase());
  if (!split) return [];
  const { standard, extended, guid } = split;
  const segments = [segment(APP1, STANDARD, standard)];
  for (let offset = 0; offset < extended.length; offset += MOST_PART) {
    const header = joined([latin(guid), uint32(extended.length), uint32(offset)]);
    segments.push(segment(APP1, EXTENDED, header, extended.subarray(offset, offset + MOST_PART)));
  }
  return segments;
}
