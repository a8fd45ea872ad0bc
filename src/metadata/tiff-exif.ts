import type { ExifTag } from './exif-write';

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
const UNDEFINED = 7;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
/** IPTC-IIM in a TIFF ("RichTIFFIPTC"). */
const IPTC = 0x83bb;
const ENTRY = 12;
const MAGIC = 42;

interface Entry {
  tag: number;
  type: number;
  count: number;
  /** Four bytes: the value, or where it lies. */
  field: Uint8Array;
}

export interface TiffChanges {
  tags: readonly ExifTag[];
  /** IIM records, bare. */
  iptc?: Uint8Array | null;
}

/**
 * Writes EXIF and IPTC-IIM into a TIFF, or into the TIFF that is inside a JPEG's EXIF block: directories are written anew
 * at the end, with more entries; nothing else moves (TIFF 6.0, §2; EXIF 2.32, §4.6). libvips writes no EXIF into a
 * TIFF, cuts its IPTC off, and turns every letter of EXIF into ASCII.
 * @param file anything but a classic TIFF comes back as it is
 */
export function withTiffTags(file: Uint8Array, { tags, iptc }: TiffChanges): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const order = file.length > 8 ? view.getUint16(0) : 0;
  const little = order === 0x4949;
  const written = tags.filter(({ value }) => value !== null);
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== MAGIC) return file;
  if (written.length === 0 && !iptc) return file;

  const tail = createTail(file.length + (file.length & 1), little);
  const { entries, next } = readDirectory(view, view.getUint32(4, little), little);
  for (const [ifd, pointer] of [
    [2, EXIF_IFD],
    [3, GPS_IFD],
  ] as const) {
    const own = written.filter((tag) => tag.ifd === ifd);
    if (own.length === 0) continue;
    const known = entries.find(({ tag }) => tag === pointer);
    const inner = known ? readDirectory(view, viewOf(known.field).getUint32(0, little), little).entries : [];
    for (const tag of own) replace(inner, tail.entry(tag));
    replace(entries, tail.pointer(pointer, tail.directory(inner, 0)));
  }
  for (const tag of written) if (tag.ifd === 0) replace(entries, tail.entry(tag));
  if (iptc) replace(entries, tail.raw(IPTC, iptc));
  const directory = tail.directory(entries, next);

  const bytes = tail.bytes();
  const result = new Uint8Array(tail.start + bytes.length);
  result.set(file);
  result.set(bytes, tail.start);
  new DataView(result.buffer).setUint32(4, directory, little);
  return result;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function readDirectory(view: DataView, start: number, little: boolean): { entries: Entry[]; next: number } {
  const entries: Entry[] = [];
  if (start + 2 > view.byteLength) return { entries, next: 0 };
  const count = view.getUint16(start, little);
  const end = start + 2 + count * ENTRY;
  if (end > view.byteLength) return { entries, next: 0 };
  for (let at = start + 2; at < end; at += ENTRY) {
    entries.push({
      tag: view.getUint16(at, little),
      type: view.getUint16(at + 2, little),
      count: view.getUint32(at + 4, little),
      field: new Uint8Array(view.buffer, view.byteOffset + at + 8, 4).slice(),
    });
  }
  return { entries, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 };
}

function replace(entries: Entry[], entry: Entry): void {
  const at = entries.findIndex(({ tag }) => tag === entry.tag);
  if (at >= 0) entries.splice(at, 1, entry);
  else entries.push(entry);
}

/** What is written behind the end of a file; every part begins at an even place (TIFF 6.0, §2). */
function createTail(start: number, little: boolean) {
  const parts: Uint8Array[] = [];
  let at = start;
  const put = (bytes: Uint8Array): number => {
    const offset = at;
    const even = new Uint8Array(bytes.length + (bytes.length & 1));
    even.set(bytes);
    parts.push(even);
    at += even.length;
    return offset;
  };
  const numbers = (values: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(values.length * 4);
    for (const [i, value] of values.entries()) viewOf(bytes).setUint32(i * 4, value, little);
    return bytes;
  };
  /** Up to four bytes stand in the entry itself. */
  const fieldOf = (bytes: Uint8Array): Uint8Array => {
    if (bytes.length > 4) return numbers([put(bytes)]);
    const field = new Uint8Array(4);
    field.set(bytes);
    return field;
  };
  return {
    start,
    entry({ tag, value }: ExifTag): Entry {
      const text = typeof value === 'string';
      const bytes = text ? new TextEncoder().encode(`${value}\0`) : numbers((value ?? []).flat());
      const count = text ? bytes.length : bytes.length / 8;
      return { tag, type: text ? ASCII : RATIONAL, count, field: fieldOf(bytes) };
    },
    raw: (tag: number, bytes: Uint8Array): Entry => ({
      tag,
      type: UNDEFINED,
      count: bytes.length,
      field: fieldOf(bytes),
    }),
    pointer: (tag: number, offset: number): Entry => ({ tag, type: LONG, count: 1, field: numbers([offset]) }),
    /** @returns where it lies */
    directory(entries: readonly Entry[], next: number): number {
      const sorted = [...entries].sort((a, b) => a.tag - b.tag);
      const bytes = new Uint8Array(2 + sorted.length * ENTRY + 4);
      const view = viewOf(bytes);
      view.setUint16(0, sorted.length, little);
      for (const [i, { tag, type, count, field }] of sorted.entries()) {
        const to = 2 + i * ENTRY;
        view.setUint16(to, tag, little);
        view.setUint16(to + 2, type, little);
        view.setUint32(to + 4, count, little);
        bytes.set(field, to + 8);
      }
      view.setUint32(bytes.length - 4, next, little);
      return put(bytes);
    },
    bytes(): Uint8Array {
      const all = new Uint8Array(at - start);
      let to = 0;
      for (const part of parts) {
        all.set(part, to);
        to += part.length;
      }
      return all;
    },
  };
}
