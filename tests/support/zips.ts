/** Zips by hand, so that a test can make each field of them say something else. PKWARE APPNOTE 6.3.10. */

/** Numbers by their width in bytes, text as it is: one behind the other, little-endian. */
export function bytesOf(...parts: (string | Uint8Array | readonly [number, 2 | 4 | 8])[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) => {
    if (typeof part === 'string') return Buffer.from(part);
    if (part instanceof Uint8Array) return part;
    const [value, width] = part;
    const piece = Buffer.alloc(8);
    piece.writeBigUInt64LE(BigInt(value));
    return piece.subarray(0, width);
  });
  return new Uint8Array(Buffer.concat(pieces));
}

export const CRC = 0x12345678;
export const TIME = 0x5cc16000;
/** Where a number in 32 bits says that it stands in 64. */
export const LONG = 0xffffffff;

export interface ZipSpec {
  name: string;
  data: string;
  method: number;
  flags: number;
  /** As it is when it is opened; that of the data, where nothing else is said. */
  bytes: number;
  /** What the header says, where that is not what the directory says. */
  header: Partial<{ name: string; flags: number; method: number; crc: number; packed: number; bytes: number }>;
  /** Extra fields: of the header, and of the directory. */
  extra: { header?: Uint8Array; directory?: Uint8Array };
  /** What the directory says in 32 bits, where the numbers stand in its extra field. */
  short: Partial<{ packed: number; bytes: number; offset: number }>;
  behind: Uint8Array;
  /** On which disk it lies. */
  disk: number;
}

/** The entries of a zip and its directory, without its end. */
export function zipOf(specs: readonly Partial<ZipSpec>[], { before = '' } = {}) {
  const locals: Uint8Array[] = [bytesOf(before)];
  const directory: Uint8Array[] = [];
  let at = before.length;
  for (const spec of specs) {
    const { name = 'a', data = 'data', method = 0, flags = 0x800, header = {}, extra = {}, short = {} } = spec;
    const packed = data.length;
    const bytes = spec.bytes ?? packed;
    const said = { name, flags, method, crc: CRC, packed, bytes, ...header };
    const none = new Uint8Array(0);
    const local = bytesOf(
      'PK\x03\x04',
      [20, 2],
      [said.flags, 2],
      [said.method, 2],
      [TIME, 4],
      [said.crc, 4],
      [said.packed, 4],
      [said.bytes, 4],
      [Buffer.byteLength(said.name), 2],
      [extra.header?.length ?? 0, 2],
      said.name,
      extra.header ?? none,
      data,
      spec.behind ?? none,
    );
    locals.push(local);
    directory.push(
      bytesOf(
        'PK\x01\x02',
        [20, 2],
        [20, 2],
        [flags, 2],
        [method, 2],
        [TIME, 4],
        [CRC, 4],
        [short.packed ?? packed, 4],
        [short.bytes ?? bytes, 4],
        [Buffer.byteLength(name), 2],
        [extra.directory?.length ?? 0, 2],
        [0, 2],
        [spec.disk ?? 0, 2],
        [0, 2],
        [0, 4],
        [short.offset ?? at, 4],
        name,
        extra.directory ?? none,
      ),
    );
    at += local.length;
  }
  const [inside, index] = [bytesOf(...locals), bytesOf(...directory)];
  return { inside, index, count: specs.length };
}

type Parts = ReturnType<typeof zipOf>;

/** The record at its end. */
export function endOf(
  { inside, index, count }: Parts,
  change: Partial<Record<'disk' | 'here' | 'all' | 'bytes' | 'start' | 'comment', number>> = {},
) {
  const said = { disk: 0, here: count, all: count, bytes: index.length, start: inside.length, comment: 0, ...change };
  return bytesOf(
    'PK\x05\x06',
    [said.disk, 4],
    [said.here, 2],
    [said.all, 2],
    [said.bytes, 4],
    [said.start, 4],
    [said.comment, 2],
  );
}

/** The Zip64 record and its locator, which stand before it. */
export function end64Of(
  { inside, index, count }: Parts,
  change: Partial<Record<'here' | 'all' | 'bytes' | 'start' | 'at' | 'disk' | 'length', number>> = {},
) {
  const at = inside.length + index.length;
  const said = {
    here: count,
    all: count,
    bytes: index.length,
    start: inside.length,
    at,
    disk: 0,
    length: 44,
    ...change,
  };
  return bytesOf(
    'PK\x06\x06',
    [said.length, 8],
    [45, 2],
    [45, 2],
    [0, 8],
    [said.here, 8],
    [said.all, 8],
    [said.bytes, 8],
    [said.start, 8],
    'PK\x06\x07',
    [said.disk, 4],
    [said.at, 8],
    [1, 4],
  );
}

type EndChange = Parameters<typeof endOf>[1];
type End64Change = Parameters<typeof end64Of>[1];

/** A whole zip. */
export function plainZip(specs: readonly Partial<ZipSpec>[], change: EndChange = {}): Blob {
  const parts = zipOf(specs);
  return new Blob([parts.inside, parts.index, endOf(parts, change)]);
}

/** A whole zip with a Zip64 end, in which alone stand the number of entries and where they are. */
export function wideZip(
  specs: readonly Partial<ZipSpec>[],
  change: End64Change = {},
  short: EndChange = { here: 0xffff, all: 0xffff, bytes: LONG, start: LONG },
): Blob {
  const parts = zipOf(specs);
  return new Blob([parts.inside, parts.index, end64Of(parts, change), endOf(parts, short)]);
}

/** Extra field 1. */
export const field64 = (...numbers: number[]) =>
  bytesOf([1, 2], [numbers.length * 8, 2], ...numbers.map((value): [number, 8] => [value, 8]));

/** What stands behind the data where the header did not know it. */
export const descriptor = (crc: number, packed: number, bytes: number) => bytesOf([crc, 4], [packed, 4], [bytes, 4]);
export const descriptor64 = (crc: number, packed: number, bytes: number) => bytesOf([crc, 4], [packed, 8], [bytes, 8]);
