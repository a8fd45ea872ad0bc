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
