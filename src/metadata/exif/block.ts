import { viewOf } from '../bytes';

/** An entry of a TIFF directory with its value, wherever that lies (TIFF 6.0, §2). */
export interface Entry {
  tag: number;
  type: number;
  count: number;
  /** In the byte order of the block. */
  bytes: Uint8Array;
}

/** EXIF as a TIFF structure: the directories that can hold words of people and cameras. */
export interface TiffBlock {
  little: boolean;
  ifd0: Entry[];
  exif: Entry[];
  gps: Entry[];
  interop: Entry[];
  /** Where the maker's note lies: what stands in it counts from the block's beginning, so it must stay there. */
  makerNoteAt: number | null;
}

export const ASCII = 2;
export const SHORT = 3;
export const LONG = 4;
export const RATIONAL = 5;
export const UNDEFINED = 7;
/** Bytes of one value, by type (TIFF 6.0, §2; 13 is an IFD, 129 is EXIF 3.0's UTF-8). */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
};

export const EXIF_IFD = 0x8769;
export const GPS_IFD = 0x8825;
export const INTEROP_IFD = 0xa005;
export const MAKER_NOTE = 0x927c;
const POINTERS = new Set([EXIF_IFD, GPS_IFD, INTEROP_IFD]);
export const ENTRY_BYTES = 12;
const MAGIC = 42;
/** More than any program writes into one directory. */
const MOST_ENTRIES = 2_000;
/** Panasonic's and Olympus' raw files have magic numbers of their own (0x55, "RO", "RS"). */
const OTHER_MAGICS = new Set([0x55, 0x4f52, 0x5352]);

export const emptyBlock = (): TiffBlock => ({
  little: true,
  ifd0: [],
  exif: [],
  gps: [],
  interop: [],
  makerNoteAt: null,
});

/**
 * Reads a TIFF structure. What lies outside of it, or is of a type that nobody knows, is left out; nothing is thrown.
 * @returns null where it is none
 */
export function readTiffBlock(bytes: Uint8Array): TiffBlock | null {
  if (bytes.length < 8) return null;
  const view = viewOf(bytes);
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if (!little && order !== 0x4d4d) return null;
  const magic = view.getUint16(2, little);
  if (magic !== MAGIC && !OTHER_MAGICS.has(magic)) return null;
  const directory = (at: number) => readDirectory(view, at, little);
  const ifd0 = directory(view.getUint32(4, little));
  const inner = (entries: readonly Placed[], tag: number) => {
    const pointer = entries.find((entry) => entry.tag === tag);
    return pointer && pointer.bytes.length >= 4 ? directory(viewOf(pointer.bytes).getUint32(0, little)) : [];
  };
  const exif = inner(ifd0, EXIF_IFD);
  return {
    little,
    ifd0: entriesOf(ifd0),
    exif: entriesOf(exif),
    gps: entriesOf(inner(ifd0, GPS_IFD)),
    interop: entriesOf(inner(exif, INTEROP_IFD)),
    makerNoteAt: exif.find(({ tag }) => tag === MAKER_NOTE)?.at ?? null,
  };
}

interface Placed extends Entry {
  at: number;
}

const entriesOf = (placed: readonly Placed[]): Entry[] =>
  placed.filter(({ tag }) => !POINTERS.has(tag)).map(({ tag, type, count, bytes }) => ({ tag, type, count, bytes }));

function readDirectory(view: DataView, start: number, little: boolean): Placed[] {
  const entries = new Map<number, Placed>();
  if (start < 8 || start + 2 > view.byteLength) return [];
  const count = Math.min(view.getUint16(start, little), MOST_ENTRIES);
  for (let i = 0; i < count; i++) {
    const at = start + 2 + i * ENTRY_BYTES;
    if (at + ENTRY_BYTES > view.byteLength) break;
    const [tag, type] = [view.getUint16(at, little), view.getUint16(at + 2, little)];
    const values = view.getUint32(at + 4, little);
    const length = values * (TYPE_BYTES[type] ?? Number.NaN);
    if (!(length > 0) || entries.has(tag)) continue;
    const from = length <= 4 ? at + 8 : view.getUint32(at + 8, little);
    if (from + length > view.byteLength) continue;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + from, length);
    entries.set(tag, { tag, type, count: values, bytes, at: from });
  }
  return [...entries.values()];
}

/** The same block in the other byte order; what has no type that says how (UNDEFINED) stays as it is. */
export function turnedTo(little: boolean, block: TiffBlock): TiffBlock {
  if (block.little === little) return block;
  const turn = (entries: readonly Entry[]) =>
    entries.map((entry) => {
      const size = TYPE_BYTES[entry.type] ?? 1;
      const unit = entry.type === 5 || entry.type === 10 ? 4 : size;
      return unit === 1 ? entry : { ...entry, bytes: swapped(entry.bytes, unit) };
    });
  return {
    ...block,
    little,
    ifd0: turn(block.ifd0),
    exif: turn(block.exif),
    gps: turn(block.gps),
    interop: turn(block.interop),
  };
}

function swapped(bytes: Uint8Array, unit: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += unit) {
    for (let i = 0; i < unit; i++) turned[at + i] = bytes[at + unit - 1 - i] ?? 0;
  }
  return turned;
}

/** Makes entries in a block's byte order. */
export function entryMaker(little: boolean) {
  const numbers = (values: readonly number[], bytesEach: 2 | 4): Uint8Array => {
    const bytes = new Uint8Array(values.length * bytesEach);
    const view = viewOf(bytes);
    for (const [i, value] of values.entries()) {
      if (bytesEach === 2) view.setUint16(i * 2, value, little);
      else view.setUint32(i * 4, value, little);
    }
    return bytes;
  };
  return {
    /** EXIF 2.32 says ASCII; EXIF 3.0 and everybody write UTF-8 there. */
    text(tag: number, text: string): Entry {
      const bytes = new TextEncoder().encode(`${text.replaceAll('\0', '')}\0`);
      return { tag, type: ASCII, count: bytes.length, bytes };
    },
    short: (tag: number, ...values: number[]): Entry => ({
      tag,
      type: SHORT,
      count: values.length,
      bytes: numbers(values, 2),
    }),
    long: (tag: number, ...values: number[]): Entry => ({
      tag,
      type: LONG,
      count: values.length,
      bytes: numbers(values, 4),
    }),
    rational: (tag: number, values: readonly (readonly [number, number])[]): Entry => ({
      tag,
      type: RATIONAL,
      count: values.length,
      bytes: numbers(values.flat(), 4),
    }),
    raw: (tag: number, type: number, bytes: Uint8Array): Entry => ({
      tag,
      type,
      count: bytes.length / (TYPE_BYTES[type] ?? 1),
      bytes,
    }),
  };
}

export function replaceEntry(entries: Entry[], entry: Entry): void {
  removeEntry(entries, entry.tag);
  entries.push(entry);
}

export function removeEntry(entries: Entry[], tag: number): void {
  const at = entries.findIndex((each) => each.tag === tag);
  if (at >= 0) entries.splice(at, 1);
}
