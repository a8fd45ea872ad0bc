import { boxesOf } from './bmff';
import { fourCC, joined, standsAt } from './bytes';
import { JXL_SIGNATURE } from './jxl-embed';

/** More than any program writes. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The XMP packets of a JPEG XL: in "xml " boxes, and in Brotli-compressed ones where the browser can open these.
 * @returns nothing where the file is no container or has none
 */
export const jxlPackets = (file: Uint8Array): Promise<Uint8Array[]> => jxlBoxes(file, 'xml ');

/** The contents of a JPEG XL's boxes of a type, the compressed ones (ISO/IEC 18181-2, §9.3) where the browser can open these. */
export async function jxlBoxes(file: Uint8Array, wanted: 'xml ' | 'Exif'): Promise<Uint8Array[]> {
  if (!standsAt(file, 0, JXL_SIGNATURE)) return [];
  const found: Uint8Array[] = [];
  for (const { type, contents, end } of boxesOf(file)) {
    const data = file.subarray(contents, end);
    if (type === wanted) found.push(data);
    if (type !== 'brob' || fourCC(data, 0) !== wanted) continue;
    const opened = await unbrotli(data.subarray(4));
    if (opened) found.push(opened);
  }
  return found;
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
