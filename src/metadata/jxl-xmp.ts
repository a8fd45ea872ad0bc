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
