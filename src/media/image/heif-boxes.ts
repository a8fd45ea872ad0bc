import type { CodePoints } from './code-points';

/** What the boxes of an AVIF or HEIF say beside the pixels (ISO/IEC 23008-12). */
interface HeifBoxes {
  /** Of the picture that is shown; null where none are told, or a colour profile is. */
  codePoints: CodePoints | null;
  /** Whether it holds moving pictures and no still one. */
  sequenceOnly: boolean;
}

interface Box {
  type: string;
  /** Where its contents begin and end. */
  start: number;
  end: number;
}

const MOST_BOXES = 10_000;

/** @returns null where this is no such file */
export function readHeifBoxes(bytes: ArrayBuffer): HeifBoxes | null {
  const view = new DataView(bytes);
  if (view.byteLength < 12 || typeAt(view, 4) !== 'ftyp') return null;
  try {
    const boxes = boxesIn(view, 0, view.byteLength);
    const meta = boxes.find(({ type }) => type === 'meta');
    const inside = meta ? boxesIn(view, meta.start + 4, meta.end) : [];
    const primary = primaryItem(view, inside);
    const moving = boxes.some(({ type }) => type === 'moov');
    return { codePoints: codePointsOf(view, inside, primary), sequenceOnly: moving && primary === null };
  } catch {
    // Reading past the end of a cut file: libheif says what is wrong with it.
    return null;
  }
}

const SEQUENCE = 'avis';
const STILL = 'avif';

/** libvips does not know an animation's brand; the still picture in one is like any other. */
export function prepareHeif(bytes: ArrayBuffer): void {
  if (typeAt(new DataView(bytes), 8) === SEQUENCE) new Uint8Array(bytes).set(new TextEncoder().encode(STILL), 8);
}

const typeAt = (view: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/** ISO/IEC 14496-12, §4.2: size and type, a size of 1 standing for one of 64 bits, 0 for all that is left. */
function boxesIn(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to && found.length < MOST_BOXES; ) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const size = short === 0 ? to - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < header || at + size > to) break;
    found.push({ type: typeAt(view, at + 4), start: at + header, end: at + size });
    at += size;
  }
  return found;
}

function primaryItem(view: DataView, boxes: readonly Box[]): number | null {
  const box = boxes.find(({ type }) => type === 'pitm');
  if (!box) return null;
  return view.getUint8(box.start) === 0 ? view.getUint16(box.start + 4) : view.getUint32(box.start + 4);
}

/** ISO/IEC 23008-12, §9.3 and 14496-12, §12.1.5: an item's properties by their places in the list; `colr` is one of them. */
function codePointsOf(view: DataView, boxes: readonly Box[], primary: number | null): CodePoints | null {
  const iprp = boxes.find(({ type }) => type === 'iprp');
  if (!iprp) return null;
  const inside = boxesIn(view, iprp.start, iprp.end);
  const ipco = inside.find(({ type }) => type === 'ipco');
  if (!ipco) return null;
  const properties = boxesIn(view, ipco.start, ipco.end);
  const own = inside.flatMap((box) => (box.type === 'ipma' ? propertiesOf(view, box, primary) : []));
  const colours = own.flatMap((place) => properties[place - 1] ?? []).filter(({ type }) => type === 'colr');
  if (colours.some(({ start }) => typeAt(view, start) !== 'nclx')) return null;
  const [colour] = colours;
  if (!colour) return null;
  // Content light level (14496-12, §12.1.6): the brightest pixel, in candela for each square metre.
  const light = own.flatMap((place) => properties[place - 1] ?? []).find(({ type }) => type === 'clli');
  return {
    primaries: view.getUint16(colour.start + 4),
    transfer: view.getUint16(colour.start + 6),
    brightest: light ? view.getUint16(light.start) : 0,
  };
}

function propertiesOf(view: DataView, { start, end }: Box, item: number | null): number[] {
  const version = view.getUint8(start);
  const wide = (view.getUint8(start + 3) & 1) === 1;
  const entries = view.getUint32(start + 4);
  for (let at = start + 8, i = 0; i < entries && at < end; i++) {
    const id = version === 0 ? view.getUint16(at) : view.getUint32(at);
    at += version === 0 ? 2 : 4;
    const count = view.getUint8(at++);
    if (id === item) {
      return Array.from({ length: count }, (_, k) =>
        wide ? view.getUint16(at + k * 2) & 0x7fff : view.getUint8(at + k) & 0x7f,
      );
    }
    at += count * (wide ? 2 : 1);
  }
  return [];
}
