import type { ExifTag } from './exif-write';
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
  if (!tags.some(({ value }) => value !== null) || file[0] !== 0xff || file[1] !== 0xd8) return file;
  const segment = exifSegment(file);
  const before = segment ? file.subarray(segment.start + 4 + NAME.length, segment.end) : EMPTY_TIFF;
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

/** Where the EXIF segment lies, marker included. */
function exifSegment(file: Uint8Array): { start: number; end: number } | undefined {
  const START_OF_SCAN = 0xda;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== START_OF_SCAN; ) {
    const end = at + 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));
    const named = [...NAME].every((char, i) => file[at + 4 + i] === char.charCodeAt(0));
    if (file[at + 1] === 0xe1 && named) return { start: at, end };
    at = end;
  }
  return undefined;
}
