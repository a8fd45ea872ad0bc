import type { ContainerId } from '../../domain/container';
import type { Composed } from '../composed';
import type { TiffBlock } from '../exif/block';
import { fitting } from '../exif/fitting';
import { withGifWords } from './gif/blocks';
import { withHeifItems } from './heif/embed';
import { MOST_JPEG_EXIF, withJpegMetadata } from './jpeg/embed';
import { withJxlBoxes } from './jxl/embed';
import { withPngChunks } from './png/chunks';
import { withTiffMetadata } from './tiff/embed';
import { withWebpChunks } from './webp/embed';

/** How a file holds its metadata. */
interface Container {
  /** What it has no place for, by the prefix of properties: XMP says it there. */
  without: ReadonlySet<string>;
  /** Puts what an export says into its file, as libvips wrote it without any metadata but its colours. */
  embed(file: Uint8Array, composed: Composed): Uint8Array;
}

const without = (...prefixes: string[]): ReadonlySet<string> => new Set(prefixes);
const exifOf = (exif: TiffBlock | null, most = Number.POSITIVE_INFINITY) => exif && fitting(exif, most);

export const CONTAINERS = {
  jpeg: {
    without: without('png', 'gif', 'svg'),
    embed: (file, { exif, xmp, iptc, iptcDigest, comments }) =>
      withJpegMetadata(file, { exif: exifOf(exif, MOST_JPEG_EXIF), xmp, iptc, iptcDigest, comments }),
  },
  png: {
    without: without('iptc', 'jpeg', 'gif', 'svg'),
    embed: (file, { exif, xmp, texts }) => withPngChunks(file, { exif: exifOf(exif), xmp, texts }),
  },
  webp: {
    without: without('iptc', 'png', 'jpeg', 'gif', 'svg'),
    embed: (file, { exif, xmp }) => withWebpChunks(file, { exif: exifOf(exif), xmp }),
  },
  heif: {
    without: without('iptc', 'png', 'jpeg', 'gif', 'svg'),
    embed: (file, { exif, xmp }) => withHeifItems(file, { exif: exifOf(exif), xmp }),
  },
  jxl: {
    without: without('iptc', 'png', 'jpeg', 'gif', 'svg'),
    embed: (file, { exif, xmp }) => withJxlBoxes(file, { exif: exifOf(exif), xmp }),
  },
  tiff: {
    without: without('png', 'jpeg', 'gif', 'svg'),
    embed: (file, { exif, xmp, iptc }) => withTiffMetadata(file, { exif, xmp, iptc }),
  },
  gif: {
    without: without('iptc', 'exif', 'png', 'jpeg', 'svg'),
    embed: (file, { xmp, comments }) => withGifWords(file, { xmp, comments }),
  },
} satisfies Record<ContainerId, Container>;
