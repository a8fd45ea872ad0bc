import { fourCC, latin, standsAt } from '../../bytes';
import { boxesOf } from '../bmff';
import { unbrotli } from './brotli';
import { JXL_SIGNATURE } from './embed';

/** More than any program writes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** What a JPEG XL says of itself, as the contents of its boxes. */
interface JxlBoxes {
  exif: Uint8Array | null;
  xmp: Uint8Array[];
  /** The types of boxes that are compressed with Brotli (ISO/IEC 18181-2, §9.7 "brob") and could not be opened. */
  sealed: string[];
}

const WANTED: ReadonlySet<string> = new Set(['Exif', 'xml ']);

/** The boxes of a JPEG XL that hold metadata; none where it is no container or has none. */
export async function jxlBoxes(file: Uint8Array): Promise<JxlBoxes> {
  const found: JxlBoxes = { exif: null, xmp: [], sealed: [] };
  if (!standsAt(file, 0, JXL_SIGNATURE)) return found;
  for (const { type: outer, contents, end } of boxesOf(file)) {
    const data = file.subarray(contents, end);
    const type = outer === 'brob' ? fourCC(data, 0) : outer;
    if (!WANTED.has(type)) continue;
    const plain = outer === 'brob' ? await unbrotli(data.subarray(4), MOST_BYTES) : data;
    if (!plain) found.sealed.push(type.trim());
    else if (type === 'xml ') found.xmp.push(plain);
    else found.exif ??= plain;
  }
  return found;
}

const SKIPPED = latin('free');

/**
 * Has a decoder pass over compressed boxes: the libjxl of the picture engine lacks Brotli's dictionary, and takes a file for damaged whose
 * words were compressed with it. Changes the bytes; what is read of them is to be read before.
 */
export function withoutSealedBoxes(bytes: ArrayBuffer): void {
  const file = new Uint8Array(bytes);
  if (!standsAt(file, 0, JXL_SIGNATURE)) return;
  for (const { type, start } of boxesOf(file)) if (type === 'brob') file.set(SKIPPED, start + 4);
}
