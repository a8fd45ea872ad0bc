import { fileTypeFromBuffer } from 'file-type';
import { rawType } from './raw';
import { looksLikeSvg } from './svg/signature';

/** Enough for every signature that we tell apart, ZIP-based documents included. */
export const SNIFF_BYTES = 64 * 1024;

const UNKNOWN = 'application/octet-stream';

/**
 * The MIME type of a file from its first bytes, never from its name.
 * @param head the first SNIFF_BYTES of it, or all where it is shorter
 */
export async function sniff(head: Uint8Array): Promise<string> {
  if (looksLikeSvg(head)) return 'image/svg+xml';
  if (isTiff(head)) return rawType(head) ?? 'image/tiff';
  // What a detector throws on a broken file is no news to the person: the type is simply not told.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found && found.mime !== 'application/xml') return found.mime;
  return isText(head) ? 'text/plain' : UNKNOWN;
}

/** TIFF 6.0, §2: byte order and 42. file-type follows the first directory, which often lies past the head of the file. */
function isTiff(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  if (head.length < 8) return false;
  return (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42);
}

/** Text in UTF-8 without control characters; the last bytes may be a character cut in two. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
