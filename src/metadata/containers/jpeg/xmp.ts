import { APP1, beginsWith, jpegSegments } from './segments';

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
  let standard: Uint8Array | undefined;
  const parts: Uint8Array[] = [];
  for (const { marker, contents, end } of jpegSegments(bytes)) {
    if (marker !== APP1) continue;
    if (beginsWith(bytes, contents, STANDARD)) standard ??= bytes.subarray(contents + STANDARD.length, end);
    else if (beginsWith(bytes, contents, EXTENDED)) parts.push(bytes.subarray(contents + EXTENDED.length, end));
  }
  if (!standard) return [];
  const extended = join(parts, standard);
  return extended ? [standard, extended] : [standard];
}

/** Parts count only where the standard packet names their GUID: others are left over from an older state. */
function join(parts: readonly Uint8Array[], standard: Uint8Array): Uint8Array | null {
  const guid = /HasExtendedXMP(?:="|>)([0-9A-Fa-f]{32})/.exec(new TextDecoder('latin1').decode(standard))?.[1];
  if (!guid) return null;
  const own = parts.filter((part) => part.length > PART_HEADER && beginsWith(part, 0, guid));
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
