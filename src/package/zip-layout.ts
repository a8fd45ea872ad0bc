import { AppError } from '../domain/errors';

/**
 * A zip read as strictly as it can be (PKWARE APPNOTE 6.3.10): programs that go by the directory at its end and programs that
 * go by the headers before each file must find the same files, so every byte belongs to exactly one entry that the directory
 * names.
 */
export interface ZipEntry {
  name: string;
  method: 'stored' | 'deflated';
  crc: number;
  /** As it lies in the zip, and as it is. */
  packed: number;
  bytes: number;
  /** Where its data begins. */
  start: number;
  /** MS-DOS date and time, as they are kept: the time in the lower half. */
  modified: number;
}

/** §4.3.7, §4.3.9.3, §4.3.12, §4.3.16, §4.3.14, §4.3.15 */
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
/** More than 65,000 entries with the longest names and their extra fields: beyond it a zip is an attack. */
const MOST_DIRECTORY = 64 * 1024 * 1024;

/** §4.4.4: how hard it was deflated, that a descriptor follows, and that names are UTF-8. Nothing is encrypted or patched. */
const FLAGS = 0b1000_0000_1110;
const DESCRIBED = 0b1000;
const METHODS: Readonly<Record<number, ZipEntry['method'] | undefined>> = { 0: 'stored', 8: 'deflated' };

const altered = (detail: string, cause?: unknown) => new AppError('share-altered', { detail, cause });

function demand(condition: boolean, detail: string): asserts condition {
  if (!condition) throw altered(detail);
}

/** Read at once: of thousands of small files each would cost a call of its own to the browser. */
const WINDOW = 64 * 1024;

type View = (start: number, end: number) => Promise<DataView>;

/** Reads parts of a zip, those that lie near each other together. */
function viewer(zip: Blob): View {
  let from = 0;
  let held = new ArrayBuffer(0);
  return async (start, end) => {
    demand(start >= 0 && start <= end && end <= zip.size, 'a part lies outside of the zip');
    if (start < from || end > from + held.byteLength) {
      from = start;
      held = await zip.slice(start, Math.max(end, start + WINDOW)).arrayBuffer();
    }
    return new DataView(held, start - from, end - start);
  };
}

/** A number of 64 bits; none of ours passes what a JavaScript number holds. */
function uint64(data: DataView, at: number): number {
  const value = Number(data.getBigUint64(at, true));
  demand(Number.isSafeInteger(value), 'a number is too large');
  return value;
}

interface Directory {
  start: number;
  end: number;
  count: number;
}

/** §4.3.16: the record at the very end; with its Zip64 form before it where that is needed. */
async function directoryOf(view: View, size: number): Promise<Directory> {
  const at = size - END_BYTES;
  const end = await view(at, size);
  demand(end.getUint32(0, true) === END, 'no end record, or bytes behind it');
  demand(end.getUint32(4, true) === 0 && end.getUint16(20, true) === 0, 'several disks, or a comment');
  const count = end.getUint16(10, true);
  const bytes = end.getUint32(12, true);
  const start = end.getUint32(16, true);
  demand(end.getUint16(8, true) === count, 'two numbers of entries');
  const locator = at >= LOCATOR64_BYTES ? await view(at - LOCATOR64_BYTES, at) : undefined;
  if (locator?.getUint32(0, true) !== LOCATOR64) {
    demand(start + bytes === at, 'bytes before or behind the directory');
    return { start, end: at, count };
  }
  const at64 = at - LOCATOR64_BYTES - END64_BYTES;
  demand(uint64(locator, 8) === at64 && locator.getUint32(4, true) === 0, 'the Zip64 record is elsewhere');
  const end64 = await view(at64, at64 + END64_BYTES);
  demand(end64.getUint32(0, true) === END64 && uint64(end64, 4) === END64_BYTES - 12, 'no Zip64 record');
  const long = { count: uint64(end64, 32), bytes: uint64(end64, 40), start: uint64(end64, 48) };
  const agree = (short: number, most: number, value: number) => short === most || short === value;
  demand(
    agree(count, MAX_16, long.count) && agree(bytes, MAX_32, long.bytes) && agree(start, MAX_32, long.start),
    'two directories',
  );
  demand(uint64(end64, 24) === long.count && long.start + long.bytes === at64, 'bytes behind the directory');
  return { start: long.start, end: at64, count: long.count };
}

/** §4.5.3: the numbers that do not fit into 32 bits, in the order of those that say so. */
function zip64Numbers(extra: DataView, wanted: number): number[] {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const bytes = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === 1) {
      demand(bytes >= wanted * 8 && at + 4 + bytes <= extra.byteLength, 'a Zip64 field is too short');
      return Array.from({ length: wanted }, (_, i) => uint64(extra, at + 4 + i * 8));
    }
    at += 4 + bytes;
  }
  throw altered('a Zip64 field is missing');
}

interface Named extends Omit<ZipEntry, 'start'> {
  rawName: Uint8Array;
  flags: number;
  methodNumber: number;
  offset: number;
}

function readDirectory(data: DataView, count: number): Named[] {
  const entries: Named[] = [];
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let at = 0;
  while (at < data.byteLength) {
    demand(at + CENTRAL_BYTES <= data.byteLength && data.getUint32(at, true) === CENTRAL, 'no entry of the directory');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => data.getUint16(at + field, true));
    const named = at + CENTRAL_BYTES;
    const next = named + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
    demand(next <= data.byteLength && data.getUint16(at + 34, true) === 0, 'an entry is cut');
    const rawName = new Uint8Array(data.buffer, data.byteOffset + named, nameBytes);
    const flags = data.getUint16(at + 8, true);
    const methodNumber = data.getUint16(at + 10, true);
    const method = METHODS[methodNumber];
    demand(method !== undefined && (flags & ~FLAGS) === 0, 'packed in a way that is not known');
    // In the order of the Zip64 field: size, packed size, offset.
    const short = [24, 20, 42].map((field) => data.getUint32(at + field, true));
    const long = short.filter((value) => value === MAX_32).length;
    const extra = new DataView(data.buffer, data.byteOffset + named + (nameBytes ?? 0), extraBytes);
    const numbers = long > 0 ? zip64Numbers(extra, long) : [];
    const [bytes = 0, packed = 0, offset = 0] = short.map((value) =>
      value === MAX_32 ? (numbers.shift() ?? 0) : value,
    );
    demand(method === 'deflated' || packed === bytes, 'stored, but of another size');
    let name: string;
    try {
      name = utf8.decode(rawName);
    } catch (cause) {
      throw altered('a name is no UTF-8', cause);
    }
    const crc = data.getUint32(at + 16, true);
    const modified = data.getUint32(at + 12, true);
    entries.push({ name, rawName, flags, method, methodNumber, crc, packed, bytes, offset, modified });
    at = next;
  }
  demand(entries.length === count, 'another number of entries');
  return entries;
}

/** The header before an entry's data says the same as the directory. @returns where the data begins */
async function checkLocal(view: View, entry: Named): Promise<number> {
  const { offset, rawName, flags, methodNumber, crc, packed, bytes } = entry;
  const header = await view(offset, offset + LOCAL_BYTES);
  demand(header.getUint32(0, true) === LOCAL, 'no header where the directory says');
  const extraBytes = header.getUint16(28, true);
  const named = offset + LOCAL_BYTES;
  const start = named + rawName.length + extraBytes;
  const rest = await view(named, start);
  const name = new Uint8Array(rest.buffer, rest.byteOffset, rawName.length);
  demand(
    header.getUint16(26, true) === rawName.length && rawName.every((byte, i) => byte === name[i]),
    'another name in the header',
  );
  demand(header.getUint16(6, true) === flags && header.getUint16(8, true) === methodNumber, 'another header');
  const short = [header.getUint32(22, true), header.getUint32(18, true)];
  const long = short.filter((value) => value === MAX_32).length;
  const numbers =
    long > 0 ? zip64Numbers(new DataView(rest.buffer, rest.byteOffset + rawName.length, extraBytes), long) : [];
  const said = [header.getUint32(14, true), ...short.map((value) => (value === MAX_32 ? numbers.shift() : value))];
  // §4.4.4, bit 3: what was not known yet is 0, and stands behind the data.
  const later = (flags & DESCRIBED) !== 0;
  demand(
    [crc, bytes, packed].every((value, i) => said[i] === value || (later && said[i] === 0)),
    'other sizes in the header',
  );
  return start;
}

/** §4.3.9: what follows the data says the same, with or without its signature, in 32 or 64 bits. */
async function checkDescriptor(
  view: View,
  from: number,
  to: number,
  { flags, crc, packed, bytes }: Named,
): Promise<void> {
  if (from === to) return demand(!(flags & DESCRIBED), 'what the data is does not stand behind it');
  demand(Boolean(flags & DESCRIBED) && [12, 16, 20, 24].includes(to - from), 'bytes between two entries');
  const data = await view(from, to);
  const wide = to - from >= 20;
  const at = to - from === (wide ? 24 : 16) ? 4 : 0;
  demand(at === 0 || data.getUint32(0, true) === DESCRIPTOR, 'bytes between two entries');
  demand(
    data.getUint32(at, true) === crc &&
      (wide ? uint64(data, at + 4) : data.getUint32(at + 4, true)) === packed &&
      (wide ? uint64(data, at + 12) : data.getUint32(at + 8, true)) === bytes,
    'other sizes behind the data',
  );
}

/**
 * The entries of a zip in the order in which they lie, where nothing lies in it besides.
 * @throws AppError "share-altered": bytes before, between or behind the entries, entries that overlap or bear one name, headers
 *   that say something else than the directory
 */
export async function zipEntries(zip: Blob): Promise<ZipEntry[]> {
  const view = viewer(zip);
  const directory = await directoryOf(view, zip.size);
  demand(
    directory.start <= directory.end && directory.end - directory.start <= MOST_DIRECTORY,
    'a directory too large',
  );
  const named = readDirectory(await view(directory.start, directory.end), directory.count);
  demand(new Set(named.map(({ name }) => name)).size === named.length, 'two entries of one name');
  named.sort((a, b) => a.offset - b.offset);
  demand((named[0]?.offset ?? directory.start) === 0, 'bytes before the first entry');
  const entries: ZipEntry[] = [];
  for (const [i, entry] of named.entries()) {
    const start = await checkLocal(view, entry);
    const next = named[i + 1]?.offset ?? directory.start;
    demand(start + entry.packed <= next, 'two entries overlap');
    await checkDescriptor(view, start + entry.packed, next, entry);
    const { name, method, crc, packed, bytes, modified } = entry;
    entries.push({ name, method, crc, packed, bytes, start, modified });
  }
  return entries;
}

/**
 * What an entry holds. A stored one is a part of the zip; one that is deflated is opened, and never further than it says.
 * @throws AppError "share-altered"
 */
export async function entryContents(zip: Blob, { method, start, packed, bytes }: ZipEntry): Promise<Blob> {
  const data = zip.slice(start, start + packed);
  if (method === 'stored') return data;
  const parts: Blob[] = [];
  let total = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      total += chunk.length;
      demand(total <= bytes, 'it inflates to more than it says');
      parts.push(new Blob([chunk]));
    },
  });
  try {
    // What follows the last block is an error to it: nothing hides there either.
    await data.stream().pipeThrough(new DecompressionStream('deflate-raw')).pipeTo(sink);
  } catch (cause) {
    throw cause instanceof AppError ? cause : altered('what was deflated is damaged', cause);
  }
  demand(total === bytes, 'it inflates to less than it says');
  return new Blob(parts);
}
