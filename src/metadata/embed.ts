import type { FormatId } from '../domain/profile';
import type { Composed } from './compose';
import { withGifWords } from './containers/gif/blocks';
import { withHeifItems } from './containers/heif/embed';
import { MOST_JPEG_EXIF, withJpegMetadata } from './containers/jpeg/embed';
import { withJxlBoxes } from './containers/jxl/embed';
import { withPngChunks } from './containers/png/chunks';
import { withTiffMetadata } from './containers/tiff/embed';
import { withWebpChunks } from './containers/webp/embed';
import { MAKER_NOTE, type TiffBlock } from './exif/block';
import { writeTiffBlock } from './exif/layout';

/** Puts what an export says into its file, as libvips wrote it without any metadata but its colours. */
export function embed(file: Uint8Array, format: FormatId, composed: Composed): Uint8Array {
  const { xmp, iptc, iptcDigest, comments, texts } = composed;
  if (format === 'tiff') return withTiffMetadata(file, { exif: composed.exif, xmp, iptc });
  const most = format === 'jpeg' ? MOST_JPEG_EXIF : Number.POSITIVE_INFINITY;
  const exif = composed.exif && fitting(composed.exif, most);
  switch (format) {
    case 'jpeg':
      return withJpegMetadata(file, { exif, xmp, iptc, iptcDigest, comments });
    case 'png':
      return withPngChunks(file, { exif, xmp, texts });
    case 'webp':
      return withWebpChunks(file, { exif, xmp });
    case 'avif':
      return withHeifItems(file, { exif, xmp });
    case 'jxl':
      return withJxlBoxes(file, { exif, xmp });
    case 'gif':
      return withGifWords(file, { xmp, comments });
  }
}

/** A block of no more than so many bytes: the maker's note goes first, then whatever is longest; XMP has the words whole. */
function fitting(block: TiffBlock, most: number): Uint8Array {
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
