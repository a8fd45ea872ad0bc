/** Comments, processing instructions and a document type may stand before the root element (XML 1.0, §2.8). */
const PROLOG = /^\s*(?:(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\])*>)\s*)*/i;
const ROOT = /^<(?:[a-z_][\w.-]*:)?svg[\s>/]/i;

/** Whether these are the first bytes of an SVG document (UTF-8 or UTF-16). */
export function looksLikeSvg(head: Uint8Array): boolean {
  const start = decode(head);
  return ROOT.test(start.slice(PROLOG.exec(start)?.[0].length ?? 0));
}

function decode(head: Uint8Array): string {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(head);
  // Only text can be an SVG: a quick look saves decoding every photograph.
  if (a !== 0x3c && a !== 0xef && a !== 0x20 && a !== 0x0a && a !== 0x0d && a !== 0x09) return '';
  return new TextDecoder('utf-8').decode(head);
}
