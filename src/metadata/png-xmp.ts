import { Unzlib } from 'fflate';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const KEYWORD = 'XML:com.adobe.xmp';
/** Length, type and CRC around a chunk's data (PNG 3rd edition, §5.3). */
const AROUND = 12;

/**
 * Puts an XMP packet into a PNG as every program expects it: an uncompressed iTXt chunk (XMP part 3, §1.1.5). libvips
 * writes a compressed zTXt, which most do not look into.
 */
export function withPngXmp(file: Uint8Array, packet: Uint8Array): Uint8Array {
  if (!SIGNATURE.every((byte, i) => file[i] === byte)) return file;
  const headerEnd = SIGNATURE.length + AROUND + new DataView(file.buffer, file.byteOffset).getUint32(SIGNATURE.length);
  // Keyword, its end, compression flag and method, language and translated keyword, both empty.
  const head = Uint8Array.from(`${KEYWORD}\0\0\0\0\0`, (char) => char.charCodeAt(0));
  const chunk = new Uint8Array(AROUND + head.length + packet.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, head.length + packet.length);
  chunk.set([0x69, 0x54, 0x58, 0x74], 4);
  chunk.set(head, 8);
  chunk.set(packet, 8 + head.length);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, chunk.length - 4)));
  const result = new Uint8Array(file.length + chunk.length);
  result.set(file.subarray(0, headerEnd));
  result.set(chunk, headerEnd);
  result.set(file.subarray(headerEnd), headerEnd + chunk.length);
  return result;
}

/** PNG 3rd edition, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** More than any program writes; a chunk that inflates to more is an attack. */
const MOST_BYTES = 32 * 1024 * 1024;
/** How ImageMagick and older programs keep a packet: as hexadecimal text. */
const RAW_PROFILE = 'Raw profile type xmp';

/**
 * The XMP packets of a PNG, compressed ones too: in iTXt (XMP part 3, §1.1.5), and as libvips and ImageMagick write
 * them.
 * @returns nothing where the file is no PNG or has none
 */
export function pngPackets(file: Uint8Array): Uint8Array[] {
  if (!SIGNATURE.every((byte, i) => file[i] === byte)) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packets: Uint8Array[] = [];
  for (let at = SIGNATURE.length; at + AROUND <= file.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const data = file.subarray(at + 8, at + 8 + length);
    if (data.length < length) break;
    const packet = packetIn(type, data);
    if (packet) packets.push(packet);
    at += AROUND + length;
  }
  return packets;
}

function packetIn(type: string, data: Uint8Array): Uint8Array | null {
  if (type !== 'iTXt' && type !== 'zTXt' && type !== 'tEXt') return null;
  const end = data.indexOf(0);
  const keyword = String.fromCharCode(...data.subarray(0, Math.max(0, Math.min(end, 79))));
  if (keyword !== KEYWORD && keyword !== RAW_PROFILE) return null;
  const text = textOf(type, data.subarray(end + 1));
  return text && keyword === RAW_PROFILE ? fromHex(text) : text;
}

/** PNG 3rd edition, §11.3.3: what stands after the keyword. */
function textOf(type: 'iTXt' | 'zTXt' | 'tEXt', rest: Uint8Array): Uint8Array | null {
  if (type === 'tEXt') return rest;
  if (type === 'zTXt') return rest[0] === 0 ? inflated(rest.subarray(1)) : null;
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = rest.subarray(translated + 1);
  return rest[0] === 1 ? inflated(text) : text;
}

/** @returns null where it is damaged, or larger than any packet */
function inflated(data: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  const SLICE = 64 * 1024;
  try {
    const stream = new Unzlib((part) => {
      parts.push(part);
      total += part.length;
    });
    for (let at = 0; at < data.length && total <= MOST_BYTES; at += SLICE) {
      stream.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
    }
  } catch {
    return null;
  }
  if (total > MOST_BYTES) return null;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A line with the profile's name, one with its length, then digits in lines. */
function fromHex(text: Uint8Array): Uint8Array | null {
  const [, , length, ...lines] = new TextDecoder('latin1').decode(text).split('\n');
  const digits = lines.join('');
  if (!/^[0-9a-f]*$/i.test(digits) || digits.length < 2 * Number(length)) return null;
  return Uint8Array.from({ length: Number(length) }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
