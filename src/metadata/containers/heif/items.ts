import { fourCC, viewOf } from '../../bytes';
import { type Box, boxesOf } from '../bmff';

/** A part of a HEIF file's item: relative to the file, to the idat box, or to another item (construction method). */
interface Extent {
  offset: number;
  length: number;
}

/** An item of a HEIF or AVIF file (ISO/IEC 14496-12, §8.11). */
export interface Item {
  id: number;
  type: string;
  contentType: string;
  method: number;
  dataReference: number;
  extents: Extent[];
}

export interface ItemTable {
  meta: Box;
  boxes: Box[];
  primary: number | null;
  items: Item[];
}

const FULL_BOX = 4;
const MOST_ITEMS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** @returns null where the file has no items, or they cannot be read */
export function readItems(file: Uint8Array): ItemTable | null {
  try {
    if (fourCC(file, 4) !== 'ftyp') return null;
    const meta = [...boxesOf(file)].find(({ type }) => type === 'meta');
    if (!meta) return null;
    const boxes = [...boxesOf(file, meta.contents + FULL_BOX, meta.end)];
    const find = (type: string) => boxes.find((box) => box.type === type);
    const [iinf, iloc, pitm] = [find('iinf'), find('iloc'), find('pitm')];
    if (!iinf || !iloc) return null;
    const types = readTypes(file, iinf);
    const items = readLocations(file, iloc).map((place) => ({
      type: '',
      contentType: '',
      ...types.get(place.id),
      ...place,
    }));
    return { meta, boxes, primary: pitm ? readPrimary(file, pitm) : null, items };
  } catch {
    // Read past the end: cut short, or none.
    return null;
  }
}

/** What an item holds; null where it lies elsewhere, or is no plain part of the file. */
export function itemBytes(file: Uint8Array, table: ItemTable, item: Item): Uint8Array | null {
  const idat = table.boxes.find(({ type }) => type === 'idat');
  if (item.method > 1 || item.dataReference !== 0 || (item.method === 1 && !idat)) return null;
  const base = item.method === 1 ? (idat?.contents ?? 0) : 0;
  const total = item.extents.reduce((sum, { length }) => sum + length, 0);
  if (total > MOST_BYTES || total > file.length) return null;
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const { offset, length } of item.extents) {
    const from = base + offset;
    if (from + length > file.length) return null;
    bytes.set(file.subarray(from, from + length), at);
    at += length;
  }
  return bytes;
}

function readPrimary(file: Uint8Array, { contents }: Box): number {
  const view = viewOf(file);
  return view.getUint8(contents) === 0 ? view.getUint16(contents + 4) : view.getUint32(contents + 4);
}

/** §8.11.6: entries of version 2 (16-bit ids) and 3; older ones name no type. */
function readTypes(file: Uint8Array, iinf: Box): Map<number, Pick<Item, 'type' | 'contentType'>> {
  const view = viewOf(file);
  const types = new Map<number, Pick<Item, 'type' | 'contentType'>>();
  const first = iinf.contents + FULL_BOX + (view.getUint8(iinf.contents) === 0 ? 2 : 4);
  for (const { type, contents, end } of boxesOf(file, first, iinf.end)) {
    const version = view.getUint8(contents);
    if (type !== 'infe' || version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const idAt = contents + FULL_BOX;
    const id = idBytes === 2 ? view.getUint16(idAt) : view.getUint32(idAt);
    const typeAt = idAt + idBytes + 2;
    const [, contentType = ''] = new TextDecoder('latin1').decode(file.subarray(typeAt + 4, end)).split('\0');
    types.set(id, { type: fourCC(file, typeAt), contentType });
  }
  return types;
}

type Placed = Pick<Item, 'id' | 'method' | 'dataReference' | 'extents'>;

/** §8.11.3. Offsets come out with their base added. */
function readLocations(file: Uint8Array, { contents, end }: Box): Placed[] {
  const view = viewOf(file);
  const version = view.getUint8(contents);
  let at = contents + FULL_BOX;
  const number = (bytes: number): number => {
    if (at + bytes > end) throw new RangeError('past the end of iloc');
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + view.getUint8(at + i);
    at += bytes;
    return value;
  };
  const sizes = number(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const count = Math.min(number(version < 2 ? 2 : 4), MOST_ITEMS);
  const placed: Placed[] = [];
  for (let i = 0; i < count; i++) {
    const id = number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : number(2) & 15;
    const dataReference = number(2);
    const base = number(baseBytes);
    const extents = Array.from({ length: number(2) }, () => {
      number(indexBytes);
      const offset = base + number(offsetBytes);
      return { offset, length: number(lengthBytes) };
    });
    placed.push({ id, method, dataReference, extents });
  }
  return placed;
}
