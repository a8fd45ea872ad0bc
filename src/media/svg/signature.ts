/** What may stand before the root element (XML 1.0, §2.8): each begins and ends with these. */
const BEFORE_ROOT = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;
const DOCTYPE = /^<!DOCTYPE/i;
const ROOT = /^<(?:[a-z_][\w.-]{0,60}:)?svg[\s>/]/i;

/** Whether these are the first bytes of an SVG document (UTF-8 or UTF-16). */
export function looksLikeSvg(head: Uint8Array): boolean {
  const start = decode(head);
  return ROOT.test(start.slice(rootAt(start), rootAt(start) + 100));
}

/** Where the root element begins. One pass: a file that leads nowhere costs its length and no more. */
function rootAt(text: string): number {
  for (let at = skipSpace(text, 0); ; at = skipSpace(text, at)) {
    const prolog = BEFORE_ROOT.find(([begin]) => text.startsWith(begin, at));
    const end = prolog
      ? after(text, prolog[1], at + prolog[0].length)
      : DOCTYPE.test(text.slice(at, at + 9))
        ? doctypeEnd(text, at)
        : at;
    if (end === at) return at;
    at = end;
  }
}

const skipSpace = (text: string, from: number) => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
};

/** Past the next occurrence; the end of the text where there is none. */
function after(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}

/** A document type ends with the first ">" outside its internal subset; strings and comments in there may hold any. */
function doctypeEnd(text: string, from: number): number {
  let inside = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") at = after(text, char, at + 1) - 1;
    else if (inside && text.startsWith('<!--', at)) at = after(text, '-->', at + 4) - 1;
    else if (char === '[') inside = true;
    else if (char === ']') inside = false;
    else if (char === '>' && !inside) return at + 1;
  }
  return text.length;
}

function decode(head: Uint8Array): string {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder('utf-16le').decode(head);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder('utf-16be').decode(head);
  // Only text can be an SVG: a quick look saves decoding every photograph.
  if (a !== 0x3c && a !== 0xef && a !== 0x20 && a !== 0x0a && a !== 0x0d && a !== 0x09) return '';
  return new TextDecoder('utf-8').decode(head);
}
