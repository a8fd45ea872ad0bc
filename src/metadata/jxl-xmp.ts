/** ISO/IEC 18181-2, §9: the signature box, the file type box, and boxes of a length and a type. */
const SIGNATURE = Uint8Array.of(0, 0, 0, 12, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a);
const FILE_TYPE = Uint8Array.of(
  0,
  0,
  0,
  20,
  0x66,
  0x74,
  0x79,
  0x70,
  0x6a,
  0x78,
  0x6c,
  0x20,
  0,
  0,
  0,
  0,
  0x6a,
  0x78,
  0x6c,
  0x20,
);
const CODESTREAM = Uint8Array.of(0xff, 0x0a);

const startsWith = (file: Uint8Array, start: Uint8Array) => start.every((byte, i) => file[i] === byte);

/**
 * Puts an XMP packet into a JPEG XL as a plain "xml " box at its end. libvips compresses it with Brotli, which few programs
 * look into. A bare codestream is put into a container first.
 */
export function withJxlXmp(file: Uint8Array, packet: Uint8Array): Uint8Array {
  if (startsWith(file, SIGNATURE)) return joined([file, box('xml ', packet)]);
  if (!startsWith(file, CODESTREAM)) return file;
  return joined([SIGNATURE, FILE_TYPE, box('jxlc', file), box('xml ', packet)]);
}

function box(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + data.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** More than any program writes. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The XMP packets of a JPEG XL: in "xml " boxes, and in Brotli-compressed ones where the browser can open these.
 * @returns nothing where the file is no container or has none
 */
export async function jxlPackets(file: Uint8Array): Promise<Uint8Array[]> {
  if (!startsWith(file, SIGNATURE)) return [];
  const packets: Uint8Array[] = [];
  for (const { type, data } of boxesOf(file)) {
    if (type === 'xml ') packets.push(data);
    if (type !== 'brob' || String.fromCharCode(...data.subarray(0, 4)) !== 'xml ') continue;
    const packet = await unbrotli(data.subarray(4));
    if (packet) packets.push(packet);
  }
  return packets;
}

/** ISO/IEC 14496-12, §4.2: a length of 1 has the real one in 64 bits behind the type, one of 0 goes to the end. */
function* boxesOf(file: Uint8Array): Generator<{ type: string; data: Uint8Array }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at + 8 <= file.length; ) {
    let length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    let header = 8;
    if (length === 1 && at + 16 <= file.length) {
      length = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (length === 0) length = file.length - at;
    if (length < header || at + length > file.length) return;
    yield { type, data: file.subarray(at + header, at + length) };
    at += length;
  }
}

async function unbrotli(data: Uint8Array): Promise<Uint8Array | null> {
  try {
    // Newer browsers know "brotli"; the others throw here.
    const stream = new Blob([data as BlobPart]).stream().pipeThrough(new DecompressionStream('brotli' as 'gzip'));
    const parts: Uint8Array[] = [];
    let total = 0;
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return joined(parts);
      parts.push(value);
      total += value.length;
      if (total > MOST_BYTES) {
        await reader.cancel();
        return null;
      }
    }
  } catch {
    return null;
  }
}
