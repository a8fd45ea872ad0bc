const STANDARD = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED = 'http://ns.adobe.com/xmp/extension/\0';
const GUID_LENGTH = 32;
/** GUID, full length and offset stand before each part of an extended packet (XMP part 3, §1.1.3.1). */
const PART_HEADER = GUID_LENGTH + 8;
/** More than any program writes. */
const MOST_EXTENDED = 32 * 1024 * 1024;

/**
 * The XMP packets of a JPEG: the standard one, and the extended one put together from its parts (XMP part 3, §1.1.3).
 * @returns nothing where the file is no JPEG or has none
 */
export function jpegPackets(file: ArrayBuffer): Uint8Array[] {
  const bytes = new Uint8Array(file);
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return [];
  let standard: Uint8Array | undefined;
  const parts: Uint8Array[] = [];
  for (const segment of app1Segments(bytes)) {
    if (startsWith(segment, STANDARD)) standard ??= segment.subarray(STANDARD.length);
    else if (startsWith(segment, EXTENDED)) parts.push(segment.subarray(EXTENDED.length));
  }
  if (!standard) return [];
  const extended = join(parts, standard);
  return extended ? [standard, extended] : [standard];
}

function* app1Segments(bytes: Uint8Array): Generator<Uint8Array> {
  const APP1 = 0xe1;
  const START_OF_SCAN = 0xda;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === START_OF_SCAN) return;
    // Fill bytes may stand before a marker (ITU-T T.81, B.1.1.2).
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return;
    if (marker === APP1) yield bytes.subarray(at + 4, at + 2 + length);
    at += 2 + length;
  }
}

function startsWith(segment: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (segment[i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Parts count only where the standard packet names their GUID: others are left over from an older state. */
function join(parts: readonly Uint8Array[], standard: Uint8Array): Uint8Array | null {
  const guid = /HasExtendedXMP(?:="|>)([0-9A-Fa-f]{32})/.exec(new TextDecoder('latin1').decode(standard))?.[1];
  if (!guid) return null;
  const own = parts.filter((part) => part.length > PART_HEADER && startsWith(part, guid));
  const [first] = own;
  if (!first) return null;
  const total = view(first).getUint32(GUID_LENGTH);
  if (total > MOST_EXTENDED) return null;
  const packet = new Uint8Array(total);
  let filled = 0;
  for (const part of own) {
    const offset = view(part).getUint32(GUID_LENGTH + 4);
    const body = part.subarray(PART_HEADER);
    if (offset + body.length > total) return null;
    packet.set(body, offset);
    filled += body.length;
  }
  return filled >= total ? packet : null;
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
