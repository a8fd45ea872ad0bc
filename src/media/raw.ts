/**
 * Makers' raw formats are TIFF in structure (TIFF/EP, DNG 1.7): what makes one is how its pixels are stored, not whose camera
 * took it. Every TIFF of a Nikon or a Sony names them too.
 */
const SUB_DIRECTORIES = 330;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const MAKE = 271;
const DNG_VERSION = 50_706;
const SR2_PRIVATE = 50_740;
/** Colour filter array, linear raw. */
const RAW_PHOTOMETRIC = new Set([32_803, 34_892]);
/** Sony, packed raw, Samsung, Nikon, Kodak, Pentax. */
const RAW_COMPRESSION = new Set([32_767, 32_769, 32_770, 34_713, 65_000, 65_535]);
const MAKERS: [make: RegExp, mime: string][] = [
  [/^NIKON/i, 'image/x-nikon-nef'],
  [/^SONY/i, 'image/x-sony-arw'],
  [/^(?:PENTAX|RICOH)/i, 'image/x-pentax-pef'],
];
const MOST_DIRECTORIES = 32;
const MOST_TAGS = 512;
const SHORT = 3;

/**
 * The type of a raw file.
 * @param head the first bytes of a TIFF
 * @returns null where its structure says nothing of raw, as far as it lies in the head
 */
export function rawType(head: Uint8Array): string | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const little = head[0] === 0x49;
  // Canon's CR2 has its mark behind the TIFF header.
  if (head[8] === 0x43 && head[9] === 0x52) return 'image/x-canon-cr2';
  let raw = false;
  let make = '';
  const directories = [view.getUint32(4, little)];
  for (let seen = 0; seen < Math.min(directories.length, MOST_DIRECTORIES); seen++) {
    const directory = directories[seen] ?? 0;
    const count = Math.min(readable(view, directory, 2) ? view.getUint16(directory, little) : 0, MOST_TAGS);
    for (let at = directory + 2; at < directory + 2 + count * 12 && readable(view, at, 12); at += 12) {
      const tag = view.getUint16(at, little);
      const values = view.getUint32(at + 4, little);
      const value =
        view.getUint16(at + 2, little) === SHORT ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
      if (tag === DNG_VERSION && seen === 0) return 'image/x-adobe-dng';
      if (tag === COMPRESSION) raw ||= RAW_COMPRESSION.has(value);
      else if (tag === PHOTOMETRIC) raw ||= RAW_PHOTOMETRIC.has(value);
      else if (tag === SR2_PRIVATE && seen === 0) raw = true;
      else if (tag === MAKE && seen === 0) make = new TextDecoder('latin1').decode(head.subarray(value, value + 20));
      else if (tag === SUB_DIRECTORIES)
        directories.push(...offsets(view, { at: values === 1 ? at + 8 : value, values, little }));
    }
    const next = directory + 2 + count * 12;
    if (readable(view, next, 4)) directories.push(view.getUint32(next, little));
  }
  return raw ? (MAKERS.find(([maker]) => maker.test(make))?.[1] ?? 'image/x-raw') : null;
}

const readable = (view: DataView, at: number, bytes: number) => at >= 8 && at + bytes <= view.byteLength;

function offsets(view: DataView, { at, values, little }: { at: number; values: number; little: boolean }): number[] {
  const found: number[] = [];
  for (let i = 0; i < Math.min(values, MOST_DIRECTORIES) && readable(view, at + i * 4, 4); i++) {
    found.push(view.getUint32(at + i * 4, little));
  }
  return found;
}
