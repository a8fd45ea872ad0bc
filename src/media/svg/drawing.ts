import { withinXmlLimits } from '../../metadata/xmp/limits';
import { inlaidPixels } from './inlaid';

/** What is to be known of a drawing before a browser is let draw it. */
export interface Drawing {
  /** The fonts that its text asks for first. */
  families: string[];
}

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_INLAID_PIXELS = 50_000_000;
const MOST_TEXT = 200_000;
const MOST_STYLE = 200_000;
/** A marker is drawn for each point of a path. */
const MOST_WITH_MARKERS = 500_000;
const MOST_FILTERS = 40;
const MOST_TURBULENCE = 10;
/** Elements, each for as often as it is drawn: about two seconds' work. */
const MOST_COST = 60_000;
const USE_COSTS = 5;

/**
 * Whether a browser may draw an SVG on the page, where nothing could stop it: it holds no pictures that could be bombs, no
 * declarations of a document type, and draws no more than it takes a moment to draw. What may not is drawn by resvg in a worker.
 * @returns null where it may not
 */
export function readDrawing(bytes: Uint8Array): Drawing | null {
  if (bytes.length > MOST_BYTES) return null;
  const text = textOf(bytes).replace(/^[^<]{1,10}/, '');
  const written = withoutDoctype(text);
  if (written === null || !withinXmlLimits(written)) return null;
  const body = plain(written);
  if (CSS_ESCAPE.test(body) || inlaidPixels(body) > MOST_INLAID_PIXELS) return null;
  if (body.length > MOST_WITH_MARKERS && body.includes('<marker')) return null;
  if (count(body, '<fe') > MOST_FILTERS || count(body, '<feTurbulence') > MOST_TURBULENCE) return null;
  if (count(body, '<text') + count(body, '<foreignObject') > 0 && lettersOf(body) > MOST_TEXT) return null;
  const tree = readTree(body);
  if (!tree || tree.styleLength > MOST_STYLE || costOf(tree) > MOST_COST) return null;
  return { families: familiesIn(body) };
}

/** Whether anything in it is text, which resvg leaves out. */
export function holdsText(bytes: Uint8Array): boolean {
  return bytes.length <= MOST_BYTES && /<(?:[\w.-]{1,60}:)?(?:text|foreignObject)[\s>/]/.test(textOf(bytes));
}

/** The fonts that the text of a drawing asks for which may not be drawn: as far as its beginning tells. */
export function familiesOf(bytes: Uint8Array): string[] {
  return familiesIn(textOf(bytes.subarray(0, MOST_STYLE)));
}

/** CSS Syntax, §4.3.7: a name may be written in hexadecimal, so that nobody sees what is referred to. */
const CSS_ESCAPE = /\\[0-9a-f]/i;

/** With references to characters as the characters that they are, but for those that XML itself is made of. */
function plain(text: string): string {
  return text.replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex ? 16 : 10);
    const char = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    return /[<>"'&]/.test(char) ? ' ' : char;
  });
}

function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const little = (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0);
  const big = (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c);
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** A document type that names a standard says nothing; one with declarations of its own is left alone. */
function withoutDoctype(text: string): string | null {
  const at = text.indexOf('<!DOCTYPE');
  if (at < 0) return text;
  const end = text.indexOf('>', at);
  const doctype = text.slice(at, end);
  return end < 0 || doctype.includes('[') ? null : text.slice(0, at) + text.slice(end + 1);
}

function count(text: string, what: string): number {
  let found = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) found++;
  return found;
}

/** Letters outside tags. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at >= 0; ) {
    const next = text.indexOf('<', at);
    letters += (next < 0 ? text.length : next) - at;
    at = next < 0 ? -1 : text.indexOf('>', next);
  }
  return letters;
}

interface Part {
  children: number[];
  /** Names of what it draws besides: used, filled with, clipped or masked by. */
  references: string[];
}

interface Tree {
  parts: Part[];
  byId: Map<string, number>;
  styleLength: number;
}

const TAG = /<(\/?)([A-Za-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ID = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/;
/** Whatever names another element, in a link, a rule or an animation. */
const REFERENCE = /#([^"')\s;&,<>]+)/g;

/** The elements and what refers to what. */
function readTree(text: string): Tree | null {
  const root: Part = { children: [], references: [] };
  const tree: Tree = { parts: [root], byId: new Map(), styleLength: 0 };
  const open = [0];
  let style = -1;
  const clean = text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g, (data) => data.replace(/[<>]/g, ' '));
  for (const { 1: closing, 2: name = '', 3: attributes = '', index, 0: whole } of clean.matchAll(TAG)) {
    if (closing) {
      open.pop();
      if (style >= 0 && name === 'style') {
        const rules = clean.slice(style, index);
        tree.styleLength += rules.length;
        // What a rule refers to may be drawn by any element.
        root.references.push(...referencesIn(rules));
        style = -1;
      }
      continue;
    }
    const place = tree.parts.push({ children: [], references: referencesIn(attributes) }) - 1;
    tree.parts[open.at(-1) ?? 0]?.children.push(place);
    const id = ID.exec(attributes);
    if (id) tree.byId.set(id[1] ?? id[2] ?? '', place);
    if (attributes.endsWith('/')) continue;
    open.push(place);
    if (name === 'style') style = index + whole.length;
  }
  return tree;
}

function referencesIn(text: string): string[] {
  return Array.from(text.matchAll(REFERENCE), ({ 1: name }) => name ?? '');
}

const DEEPEST = 200;

/** How many elements are drawn when everything that is referred to is drawn in its place; without end in a circle. */
function costOf({ parts, byId }: Tree): number {
  const costs = new Map<number, number>();
  const visit = (place: number, depth: number): number => {
    const known = costs.get(place);
    if (known !== undefined) return known;
    if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
    costs.set(place, Number.POSITIVE_INFINITY);
    const part = parts[place];
    let cost = 1;
    for (const child of part?.children ?? []) cost += visit(child, depth + 1);
    for (const reference of part?.references ?? []) {
      const target = byId.get(reference);
      if (target !== undefined) cost += USE_COSTS * visit(target, depth + 1);
    }
    costs.set(place, cost);
    return cost;
  };
  return visit(0, 0);
}

const FAMILY = /font-family\s*[:=]\s*(?:"([^"]{0,300})"|'([^']{0,300})'|([^;"<>}]{0,300}))/g;
const MOST_FAMILIES = 20;

function familiesIn(text: string): string[] {
  const found = new Set<string>();
  for (const { 1: double, 2: single, 3: plain } of text.replaceAll('&quot;', "'").matchAll(FAMILY)) {
    if (found.size >= MOST_FAMILIES) break;
    const [first = ''] = (double ?? single ?? plain ?? '').split(',');
    const name = first.replace(/["']/g, '').trim();
    if (name !== '') found.add(name);
  }
  return [...found];
}
