/**
 * How much a foreign XML document may hold before anybody parses it. A parser's work and memory grow with these numbers,
 * some of them squared; what programs write stays far below them (Camera Raw: some 400 attributes on one element,
 * Photoshop's list of ancestors: some ten thousand elements).
 */
const MOST_DEPTH = 100;
const MOST_ELEMENTS = 100_000;
const MOST_ATTRIBUTES = 200_000;
const MOST_ATTRIBUTES_OF_ONE = 2_000;
const MOST_NAME = 250;
/** Of all elements, the letters of the names from the root down to each: what paths to properties can come to. */
const MOST_PATHS = 32_000_000;
const MOST_TEXT = 16 * 1024 * 1024;

/**
 * Whether a document may be parsed: it is within the limits, declares no document type, and its tags are well-formed
 * (XML 1.0, §3.1). One pass from front to back, whatever stands in it.
 */
export function withinXmlLimits(text: string): boolean {
  if (text.length > MOST_TEXT) return false;
  /** Letters of the names down to each open element. */
  const open: number[] = [];
  let elements = 0;
  let attributes = 0;
  let paths = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const other = OTHERS.find(([begin]) => text.startsWith(begin, at));
    if (other) {
      const [begin, end] = other;
      at = text.indexOf(end, at + begin.length);
      if (at < 0) return false;
      if (begin === '</' && open.pop() === undefined) return false;
      at += end.length;
      continue;
    }
    const tag = readTag(text, at + 1);
    if (!tag) return false;
    at = tag.end;
    attributes += tag.attributes;
    const path = (open.at(-1) ?? 0) + tag.nameLength;
    paths += path * (1 + tag.attributes);
    if (++elements > MOST_ELEMENTS || attributes > MOST_ATTRIBUTES || paths > MOST_PATHS) return false;
    if (!tag.empty && open.push(path) > MOST_DEPTH) return false;
  }
  return true;
}

/** What begins with "<" and is no start tag; "<!" of anything else (a document type) is refused as a tag without a name. */
const OTHERS = [
  ['</', '>'],
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

interface Tag {
  nameLength: number;
  attributes: number;
  /** "<a/>" */
  empty: boolean;
  end: number;
}

function readTag(text: string, start: number): Tag | null {
  let at = nameEnd(text, start);
  const nameLength = at - start;
  if (nameLength === 0) return null;
  for (let attributes = 0; attributes <= MOST_ATTRIBUTES_OF_ONE; attributes++) {
    at = skipSpace(text, at);
    if (text[at] === '>') return { nameLength, attributes, empty: false, end: at + 1 };
    if (text[at] === '/') return text[at + 1] === '>' ? { nameLength, attributes, empty: true, end: at + 2 } : null;
    const name = nameEnd(text, at);
    if (name === at) return null;
    at = skipSpace(text, name);
    if (text[at] !== '=') return null;
    at = skipSpace(text, at + 1);
    const quote = text[at];
    if (quote !== '"' && quote !== "'") return null;
    at = text.indexOf(quote, at + 1) + 1;
    if (at === 0) return null;
  }
  return null;
}

const SPACE = ' \t\r\n';
const NO_NAME = `${SPACE}<>/=!?"'`;

/** Where the name that begins here ends; where it began, if it is none or longer than any that is used. */
function nameEnd(text: string, start: number): number {
  for (let at = start; at <= start + MOST_NAME; at++) {
    const char = text[at];
    if (char === undefined || NO_NAME.includes(char)) return at;
  }
  return start;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && SPACE.includes(text[at] as string)) at++;
  return at;
}
