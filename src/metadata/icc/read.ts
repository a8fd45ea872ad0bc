/**
 * The name of an ICC profile: its `desc` tag (ICC.1:2022, §9.2.41), either a textDescriptionType (version 2,
 * ICC.1:2001, §6.5.17) or a multiLocalizedUnicodeType (version 4, §10.15).
 * @returns null where the profile has none or is too short
 */
export function profileDescription(profile: Uint8Array): string | null {
  try {
    return read(new DataView(profile.slice().buffer));
  } catch {
    // Reading past the end of a cut profile: it has no name that can be known.
    return null;
  }
}

const TAG_COUNT_AT = 128;
const TAG_TABLE_AT = 132;
const TAG_BYTES = 12;
const MOST_TAGS = 200;

function read(view: DataView): string | null {
  const tags = Math.min(view.getUint32(TAG_COUNT_AT), MOST_TAGS);
  for (let i = 0; i < tags; i++) {
    const entry = TAG_TABLE_AT + i * TAG_BYTES;
    if (signature(view, entry) !== 'desc') continue;
    const offset = view.getUint32(entry + 4);
    const type = signature(view, offset);
    if (type === 'desc') return ascii(view, offset + 12, view.getUint32(offset + 8));
    if (type === 'mluc') {
      const length = view.getUint32(offset + 20);
      const at = offset + view.getUint32(offset + 24);
      return utf16(view, at, length);
    }
  }
  return null;
}

function signature(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function ascii(view: DataView, at: number, length: number): string | null {
  const bytes = new Uint8Array(view.buffer, at, Math.min(length, view.byteLength - at));
  return clean(new TextDecoder('latin1').decode(bytes));
}

function utf16(view: DataView, at: number, length: number): string | null {
  const bytes = new Uint8Array(view.buffer, at, Math.min(length, view.byteLength - at));
  return clean(new TextDecoder('utf-16be').decode(bytes));
}

function clean(text: string): string | null {
  return (text.split('\0')[0] ?? '').trim().slice(0, 200) || null;
}
