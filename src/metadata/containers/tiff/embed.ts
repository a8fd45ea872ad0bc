import { joined, viewOf } from '../../bytes';
import {
  type Entry,
  emptyBlock,
  entryMaker,
  LONG,
  readTiffBlock,
  replaceEntry,
  SHORT,
  type TiffBlock,
  turnedTo,
} from '../../exif/block';
import { writeTiffBlock } from '../../exif/layout';

const XMP = 0x02bc;
/** IPTC-IIM in a TIFF ("RichTIFFIPTC"): in numbers of four bytes, though it is none. */
const IPTC = 0x83bb;
const BYTE = 1;
/** Where the picture's data lies, and how long each part is: strips or tiles. */
const DATA = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
] as const;
const HEADER_BYTES = 8;

interface TiffMetadata {
  /** The directories to add: what the picture's own say of it stays. */
  exif: TiffBlock | null;
  xmp: Uint8Array | null;
  /** Bare records of IPTC-IIM. */
  iptc: Uint8Array | null;
}

/**
 * Puts EXIF, XMP and IPTC-IIM into a TIFF: its directory is written anew in front, and the picture's data moves behind it
 * unchanged. In front, since a maker's note must lie where it lay before.
 * @param file a classic TIFF of one picture, as libvips writes it; anything else comes back as it is
 */
export function withTiffMetadata(file: Uint8Array, { exif, xmp, iptc }: TiffMetadata): Uint8Array {
  const own = readTiffBlock(file);
  const data = own && dataOf(own);
  if (!data || data.end > file.length || (!exif && !xmp && !iptc)) return file;
  const { little } = own;
  const make = entryMaker(little);
  const added = exif && turnedTo(little, exif);
  const ifd0: Entry[] = [...own.ifd0];
  for (const entry of added?.ifd0 ?? []) if (!ifd0.some(({ tag }) => tag === entry.tag)) ifd0.push(entry);
  if (xmp) replaceEntry(ifd0, make.raw(XMP, BYTE, xmp));
  if (iptc) replaceEntry(ifd0, make.raw(IPTC, LONG, joined([iptc, new Uint8Array(-iptc.length & 3)])));
  const moved = (by: number): Uint8Array => {
    replaceEntry(ifd0, make.long(data.tag, ...data.offsets.map((offset) => offset + by)));
    return writeTiffBlock({ ...emptyBlock(), ...added, little, ifd0 });
  };
  // How far the data moves changes no lengths: the layout is made once to know it, and once for good.
  const { length } = moved(0);
  const padding = length & 1 ? [0] : [];
  const front = moved(length + padding.length - HEADER_BYTES);
  return joined([front, padding, file.subarray(HEADER_BYTES, data.end)]);
}

/** Where a block's picture lies; null where it does not say. */
function dataOf({ little, ifd0 }: TiffBlock): { tag: number; offsets: number[]; end: number } | null {
  for (const [tag, lengthTag] of DATA) {
    const offsets = numbersOf(ifd0, tag, little);
    const lengths = numbersOf(ifd0, lengthTag, little);
    if (offsets.length === 0 || offsets.length !== lengths.length) continue;
    const end = offsets.reduce((most, offset, i) => Math.max(most, offset + (lengths[i] ?? 0)), HEADER_BYTES);
    return { tag, offsets, end };
  }
  return null;
}

/** libtiff writes short numbers where they suffice. */
function numbersOf(entries: readonly Entry[], tag: number, little: boolean): number[] {
  const entry = entries.find((each) => each.tag === tag);
  if (!entry || (entry.type !== SHORT && entry.type !== LONG)) return [];
  const view = viewOf(entry.bytes);
  return Array.from({ length: entry.count }, (_, i) =>
    entry.type === SHORT ? view.getUint16(i * 2, little) : view.getUint32(i * 4, little),
  );
}
