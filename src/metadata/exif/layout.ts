import { viewOf } from '../bytes';
import {
  ENTRY_BYTES,
  type Entry,
  EXIF_IFD,
  entryMaker,
  GPS_IFD,
  INTEROP_IFD,
  MAKER_NOTE,
  type TiffBlock,
} from './block';

const HEADER_BYTES = 8;
const MAGIC = 42;

/**
 * A block as bytes, written from its beginning, so that nothing of an older state is left in gaps. The maker's note comes
 * to lie where it lay before: its own offsets count from the block's beginning, and no program could read it elsewhere.
 */
export function writeTiffBlock({ little, makerNoteAt, ...block }: TiffBlock): Uint8Array {
  const note = block.exif.find(({ tag, bytes }) => tag === MAKER_NOTE && bytes.length > 4);
  const fixed =
    note && makerNoteAt !== null && makerNoteAt >= HEADER_BYTES
      ? { at: makerNoteAt, end: makerNoteAt + note.bytes.length, bytes: note.bytes }
      : null;
  const pieces: { at: number; bytes: Uint8Array }[] = fixed ? [fixed] : [];
  let end = HEADER_BYTES;
  /** Every part begins at an even place (TIFF 6.0, §2), and none lies on the maker's note. */
  const put = (bytes: Uint8Array): number => {
    let at = end + (end & 1);
    if (fixed && at < fixed.end && at + bytes.length > fixed.at) at = fixed.end + (fixed.end & 1);
    end = at + bytes.length;
    pieces.push({ at, bytes });
    return at;
  };
  const directory = (entries: readonly Entry[]): number => {
    const sorted = [...entries].sort((a, b) => a.tag - b.tag);
    const bytes = new Uint8Array(2 + sorted.length * ENTRY_BYTES + 4);
    const view = viewOf(bytes);
    view.setUint16(0, sorted.length, little);
    const start = put(bytes);
    for (const [i, entry] of sorted.entries()) {
      const to = 2 + i * ENTRY_BYTES;
      view.setUint16(to, entry.tag, little);
      view.setUint16(to + 2, entry.type, little);
      view.setUint32(to + 4, entry.count, little);
      if (entry.bytes.length <= 4) bytes.set(entry.bytes, to + 8);
      else view.setUint32(to + 8, fixed && entry === note ? fixed.at : put(entry.bytes), little);
    }
    return start;
  };

  const make = entryMaker(little);
  const [ifd0, exif] = [[...block.ifd0], [...block.exif]];
  if (block.interop.length > 0) exif.push(make.long(INTEROP_IFD, directory(block.interop)));
  if (exif.length > 0) ifd0.push(make.long(EXIF_IFD, directory(exif)));
  if (block.gps.length > 0) ifd0.push(make.long(GPS_IFD, directory(block.gps)));
  const first = directory(ifd0);

  const bytes = new Uint8Array(Math.max(end, fixed?.end ?? 0));
  const view = viewOf(bytes);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, MAGIC, little);
  view.setUint32(4, first, little);
  for (const piece of pieces) bytes.set(piece.bytes, piece.at);
  return bytes;
}

/** Whether a block says anything at all. */
export function isEmptyBlock({ ifd0, exif, gps, interop }: TiffBlock): boolean {
  return ifd0.length + exif.length + gps.length + interop.length === 0;
}
