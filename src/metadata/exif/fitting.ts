import { MAKER_NOTE, type TiffBlock } from './block';
import { writeTiffBlock } from './layout';

/** A block of no more than so many bytes: the maker's note goes first, then whatever is longest; XMP has the words whole. */
export function fitting(block: TiffBlock, most: number): Uint8Array {
  let bytes = writeTiffBlock(block);
  let rest = block;
  while (bytes.length > most) {
    const all = [...rest.ifd0, ...rest.exif, ...rest.gps, ...rest.interop];
    const longest = all.reduce((a, b) => (b.bytes.length > a.bytes.length ? b : a));
    const gone = all.find(({ tag }) => tag === MAKER_NOTE) ?? longest;
    const without = (entries: typeof all) => entries.filter((entry) => entry !== gone);
    rest = {
      ...rest,
      ifd0: without(rest.ifd0),
      exif: without(rest.exif),
      gps: without(rest.gps),
      interop: without(rest.interop),
    };
    bytes = writeTiffBlock(rest);
  }
  return bytes;
}
