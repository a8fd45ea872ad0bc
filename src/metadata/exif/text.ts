import { withoutTrailingNulls } from '../text-end';

/** Windows' tags (XPTitle and its kind) are UTF-16, little-endian whatever the file is, with a NUL at the end. */
export function windowsText(value: readonly number[]): string {
  const text = new TextDecoder('utf-16le').decode(Uint8Array.from(value.slice(0, value.length & ~1)));
  return upToNull(text).trim();
}

/** EXIF 2.32, table 9: eight bytes that say how a comment is written stand before it. */
const CODE_BYTES = 8;

/**
 * A UserComment as text; "" where it is none. EXIF says that its Unicode is UCS-2 in the order of the file, programs write it in
 * either: the one whose first letter is of a usual script is taken. What says ASCII, or nothing, is UTF-8 in fact, or Latin-1.
 */
export function userComment(value: readonly number[]): string {
  const bytes = Uint8Array.from(value);
  const code = String.fromCharCode(...bytes.subarray(0, CODE_BYTES)).replace(/\0.*$/s, '');
  const body = bytes.subarray(CODE_BYTES);
  switch (code.toUpperCase()) {
    case 'UNICODE':
      return upToNull(new TextDecoder(isLittle(body) ? 'utf-16le' : 'utf-16be').decode(body)).trim();
    case 'JIS':
      return readable(new TextDecoder('iso-2022-jp').decode(body));
    case 'ASCII':
    case '':
      return readable(utf8OrLatin(body));
    default:
      // Without a code, as some cameras and programs write it.
      return readable(utf8OrLatin(bytes));
  }
}

function isLittle(text: Uint8Array): boolean {
  if (text[0] === 0xff && text[1] === 0xfe) return true;
  if (text[0] === 0xfe && text[1] === 0xff) return false;
  // Of the two bytes of a letter the one that changes least is the higher: in most texts the same for all letters.
  const kinds = (from: number) => new Set(text.subarray(0, 512).filter((_, i) => i % 2 === from)).size;
  return kinds(1) <= kinds(0);
}

export function utf8OrLatin(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Tables of numbers that makers keep there are no text. */
function readable(text: string): string {
  const whole = withoutTrailingNulls(text).trim();
  return /[\0-\x08\x0e-\x1f]/.test(whole) ? '' : whole;
}

const upToNull = (text: string) => text.slice(0, text.indexOf('\0') < 0 ? undefined : text.indexOf('\0'));
