import type { ZipEntry } from './zip-layout';

/** A file for a zip that is made anew. */
export interface StoredFile extends Pick<ZipEntry, 'crc' | 'modified'> {
  name: string;
  file: Blob;
}

/** PKWARE APPNOTE 6.3.10: §4.4.3 (4.5 where there is Zip64), §4.4.4 (names are UTF-8), §4.4.2 (Unix, for their encoding too). */
const VERSION = 20;
const VERSION_64 = 45;
const UTF8 = 0x0800;
const UNIX = 3;
const PLAIN_FILE = (0o100644 << 16) >>> 0;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/** Numbers of 2, 4 or 8 bytes and bytes, one behind the other, little-endian. */
function record(
  parts: readonly ([value: number, bytes: 2 | 4 | 8] | Uint8Array<ArrayBuffer>)[],
): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part[1]), 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      bytes.set(part, at);
      at += part.length;
      continue;
    }
    const [value, size] = part;
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}

/** The numbers that do not fit into 32 bits, as extra field 1 (§4.5.3). */
function zip64Field(numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  const long = numbers.filter((value) => value >= MAX_32);
  if (long.length === 0) return new Uint8Array(0);
  return record([[1, 2], [long.length * 8, 2], ...long.map((value): [number, 8] => [value, 8])]);
}

const short = (value: number) => Math.min(value, MAX_32);

/**
 * A zip of files as they are, not deflated: its bytes are those of the files, which stay where they lie, and the headers.
 * @param files names that are safe and different, and the CRC-32 of each
 */
export function storedZip(files: readonly StoredFile[]): Blob {
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, file, crc, modified } of files) {
    const rawName = new TextEncoder().encode(name);
    const { size } = file;
    // A header has both sizes in the field, or none (§4.5.3).
    const headerField = size >= MAX_32 ? zip64Field([size, size]) : new Uint8Array(0);
    const field = zip64Field([size, size, at]);
    const version = headerField.length + field.length > 0 ? VERSION_64 : VERSION;
    const common: [number, 2 | 4][] = [
      [version, 2],
      [UTF8, 2],
      [0, 2],
      [modified, 4],
      [crc, 4],
      [short(size), 4],
      [short(size), 4],
      [rawName.length, 2],
    ];
    const header = record([[0x04034b50, 4], ...common, [headerField.length, 2], rawName, headerField]);
    parts.push(header, file);
    directory.push(
      record([
        [0x02014b50, 4],
        [(UNIX << 8) | version, 2],
        ...common,
        [field.length, 2],
        // No comment, on the first disk, no hint that it is text.
        [0, 2],
        [0, 2],
        [0, 2],
        [PLAIN_FILE, 4],
        [short(at), 4],
        rawName,
        field,
      ]),
    );
    at += header.length + size;
  }
  const bytes = directory.reduce((sum, entry) => sum + entry.length, 0);
  const count = files.length;
  const long = count >= MAX_16 || bytes >= MAX_32 || at >= MAX_32;
  return new Blob([...parts, ...directory, ...(long ? [end64(count, bytes, at)] : []), end(count, bytes, at)], {
    type: 'application/zip',
  });
}

/** §4.3.16 */
function end(count: number, bytes: number, start: number): Uint8Array<ArrayBuffer> {
  const most = Math.min(count, MAX_16);
  return record([
    [0x06054b50, 4],
    [0, 4],
    [most, 2],
    [most, 2],
    [short(bytes), 4],
    [short(start), 4],
    [0, 2],
  ]);
}

/** §4.3.14 and §4.3.15 */
function end64(count: number, bytes: number, start: number): Uint8Array<ArrayBuffer> {
  return record([
    [0x06064b50, 4],
    [44, 8],
    [(UNIX << 8) | VERSION_64, 2],
    [VERSION_64, 2],
    [0, 8],
    [count, 8],
    [count, 8],
    [bytes, 8],
    [start, 8],
    [0x07064b50, 4],
    [0, 4],
    [start + bytes, 8],
    [1, 4],
  ]);
}
