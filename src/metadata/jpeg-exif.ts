import type { ExifTag } from './exif-write';
import { APP1, beginsWith, isJpeg, jpegSegments } from './jpeg-segments';
import { withTiffTags } from './tiff-exif';

const NAME = 'Exif\0\0';
/** A segment's two bytes of length count themselves (ITU-T T.81, B.1.1.4). */
const MOST_IN_SEGMENT = 65_533;
/** A TIFF with an empty first directory. */
const EMPTY_TIFF = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0);

/**
 * Writes EXIF into a JPEG: into the block that is there, else into a new one (EXIF 2.32, §4.5.4).
 * @param file as libvips writes it; what would not fit into its segment is left out, since XMP says it too
 */
export function withJpegExif(file: Uint8Array, tags: readonly ExifTag[]): Uint8Array {
  if (!tags.some(({ value }) => value !== null) || !isJpeg(file)) return file;
  const segment = [...jpegSegments(file)].find(
    ({ marker, contents }) => marker === APP1 && beginsWith(file, contents, NAME),
  );
  const before = segment ? file.subarray(segment.contents + NAME.length, segment.end) : EMPTY_TIFF;
  const tiff = withTiffTags(before, { tags });
  const length = 2 + NAME.length + tiff.length;
  if (length > MOST_IN_SEGMENT + 2) return file;
  const block = new Uint8Array(2 + length);
  block.set([0xff, 0xe1, length >> 8, length & 0xff]);
  for (let i = 0; i < NAME.length; i++) block[4 + i] = NAME.charCodeAt(i);
  block.set(tiff, 4 + NAME.length);
  const { start, end } = segment ?? { start: 2, end: 2 };
  const result = new Uint8Array(file.length - (end - start) + block.length);
  result.set(file.subarray(0, start));
  result.set(block, start);
  result.set(file.subarray(end), start + block.length);
  return result;
}
