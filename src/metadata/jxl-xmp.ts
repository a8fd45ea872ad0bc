import { boxesOf } from './bmff';
import { fourCC, joined, standsAt } from './bytes';
import { JXL_SIGNATURE } from './jxl-embed';

/** More than any program writes. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The XMP packets of a JPEG XL: in "xml " boxes, and in Brotli-compressed ones where the browser can open these.
 * @returns nothing where the file is no container or has none
 */
export async function jxlPackets(file: Uint8Array): Promise<Uint8Array[]> {
  if (!standsAt(file, 0, JXL_SIGNATURE)) return [];
  const packets: Uint8Array[] = [];
  for (const { type, contents, end } of boxesOf(file)) {
    const data = file.subarray(contents, end);
    if (type === 'xml ') packets.push(data);
    if (type !== 'brob' || fourCC(data, 0) !== 'xml ') continue;
    const packet = await unbrotli(data.subarray(4));
    if (packet) packets.push(packet);
  }
  return packets;
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
