import { viewOf } from '../bytes';
import type { Output } from '../output';
import { withoutAppleParts } from './apple-note';
import {
  ASCII,
  type Entry,
  entryMaker,
  MAKER_NOTE,
  readTiffBlock,
  removeEntry,
  replaceEntry,
  SHORT,
  type TiffBlock,
  UNDEFINED,
} from './block';

const ORIENTATION = 0x0112;
const [X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT] = [0x011a, 0x011b, 0x0128];
const YCBCR_POSITIONING = 0x0213;
const [EXIF_VERSION, COMPONENTS, FLASHPIX_VERSION] = [0x9000, 0x9101, 0xa000];
const COLOUR_SPACE = 0xa001;
const [PIXELS_ACROSS, PIXELS_DOWN] = [0xa002, 0xa003];
const INTEROP_INDEX = 0x0001;
const GPS_VERSION = 0x0000;
const INCHES = 2;
const SRGB = 1;
const UNCALIBRATED = 0xffff;

/**
 * Entries of a first directory that describe how the picture is kept in its file, or are whole blocks of something else: an
 * export has its own (TIFF 6.0; DNG 1.7; XMP part 3, §1.1.8).
 */
const OF_THE_FILE: ReadonlySet<number> = new Set([
  0x00fe, 0x00ff, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x0108, 0x0109, 0x010a, 0x0111, 0x0115, 0x0116,
  0x0117, 0x0118, 0x0119, 0x011c, 0x0120, 0x0121, 0x0122, 0x0123, 0x0124, 0x0125, 0x0129, 0x012d, 0x013d, 0x0140,
  0x0141, 0x0142, 0x0143, 0x0144, 0x0145, 0x014a, 0x0152, 0x0153, 0x0154, 0x0155, 0x0156, 0x015b, 0x0200, 0x0201,
  0x0202, 0x0203, 0x0205, 0x0206, 0x0207, 0x0208, 0x0209, 0x0211, 0x0212, 0x0213, 0x0214, 0x02bc, 0x83bb, 0x8649,
  0x8773, 0x935c, 0x9c40, 0xc4a5, 0xea1c,
]);
/** DNG's own entries: of the raw picture. */
const DNG = { from: 0xc612, to: 0xcd7f };
/** Blanks that programs leave for one another. */
const PADDING = 0xea1c;
/** A maker's note that lies further back is not one of a camera's own file: it could only be kept with as many blanks. */
const FARTHEST_NOTE = 1024 * 1024;

/** How EXIF says that a picture has to be turned (EXIF 2.32, §4.6.4); 1, as it lies, where it does not say. */
export function orientationOf(exif: Uint8Array | null): number {
  const block = exif && readTiffBlock(exif);
  const entry = block?.ifd0.find(({ tag, type }) => tag === ORIENTATION && type === SHORT);
  const value = block && entry ? viewOf(entry.bytes).getUint16(0, block.little) : 1;
  return value >= 1 && value <= 8 ? value : 1;
}

/** A block without what only its own file made true. */
export function withoutFileEntries(block: TiffBlock): TiffBlock {
  const far = (block.makerNoteAt ?? 0) > FARTHEST_NOTE;
  return {
    ...block,
    ifd0: block.ifd0.filter(({ tag }) => !OF_THE_FILE.has(tag) && !(tag >= DNG.from && tag <= DNG.to)),
    exif: block.exif
      .filter(({ tag }) => tag !== PADDING && !(far && tag === MAKER_NOTE))
      .map((entry) => (entry.tag === MAKER_NOTE ? withoutAppleParts(entry) : entry)),
    gps: [...block.gps],
    interop: [...block.interop],
  };
}

/** Makes a block say of the picture what is true of the export, and gives it what the standard wants to be there. */
export function correctExif(block: TiffBlock, output: Output): void {
  const make = entryMaker(block.little);
  const has = (entries: readonly Entry[], tag: number) => entries.some((entry) => entry.tag === tag);
  const { ifd0, exif, gps, interop } = block;
  if (has(ifd0, ORIENTATION)) replaceEntry(ifd0, make.short(ORIENTATION, 1));
  const density = [Math.round(output.dpi * 100), 100] as const;
  replaceEntry(ifd0, make.rational(X_RESOLUTION, [density]));
  replaceEntry(ifd0, make.rational(Y_RESOLUTION, [density]));
  replaceEntry(ifd0, make.short(RESOLUTION_UNIT, INCHES));
  if (output.container === 'jpeg') replaceEntry(ifd0, make.short(YCBCR_POSITIONING, 1));
  else removeEntry(ifd0, YCBCR_POSITIONING);
  if (output.container === 'tiff') {
    // They tell of data that is compressed in EXIF's own way (EXIF 2.32, §4.6.5).
    for (const tag of [COMPONENTS, PIXELS_ACROSS, PIXELS_DOWN]) removeEntry(exif, tag);
    interop.length = 0;
  }
  if (exif.length > 0) {
    if (!has(exif, EXIF_VERSION)) exif.push(make.raw(EXIF_VERSION, UNDEFINED, ascii('0232')));
    if (output.container === 'jpeg' && !has(exif, COMPONENTS))
      exif.push(make.raw(COMPONENTS, UNDEFINED, Uint8Array.of(1, 2, 3, 0)));
    if (!has(exif, FLASHPIX_VERSION)) exif.push(make.raw(FLASHPIX_VERSION, UNDEFINED, ascii('0100')));
    const colours = output.colours === null ? null : output.colours === 'srgb' ? SRGB : UNCALIBRATED;
    if (colours !== null || !has(exif, COLOUR_SPACE))
      replaceEntry(exif, make.short(COLOUR_SPACE, colours ?? UNCALIBRATED));
    for (const [tag, pixels] of [
      [PIXELS_ACROSS, output.width],
      [PIXELS_DOWN, output.height],
    ] as const) {
      if (output.container === 'jpeg' || has(exif, tag)) replaceEntry(exif, make.long(tag, pixels));
    }
  }
  // "R03" is Adobe RGB (DCF 2.0, §3.3).
  if (output.colours === 'srgb' && has(interop, INTEROP_INDEX)) {
    removeEntry(interop, INTEROP_INDEX);
    interop.push({ tag: INTEROP_INDEX, type: ASCII, count: 4, bytes: ascii('R98\0') });
  }
  if (gps.length > 0 && !has(gps, GPS_VERSION)) gps.push(make.raw(GPS_VERSION, BYTE, Uint8Array.of(2, 3, 0, 0)));
}

const BYTE = 1;
const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
