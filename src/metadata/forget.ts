import type { Attr, Document, Element, Node } from '@xmldom/xmldom';
import { type Entry, MAKER_NOTE, type TiffBlock } from './exif/block';
import { rootOf } from './groups';
import { iptcWords } from './iptc/part';
import { IPTC_DATASETS } from './iptc/read';
import { commentWords, type Parts, pngWords } from './parts';
import { withoutTrailingNulls } from './text-end';
import { NAMESPACES, prefixOf } from './xmp/namespaces';
import { allPlaces, takeOut } from './xmp/part';
import { elementsOf } from './xmp/read';

interface Forgotten {
  words: readonly string[];
  /** The groups of properties that somebody changed: others say what they say. */
  roots: ReadonlySet<string>;
  /** Properties that were written just now: they are as they are to be. */
  written: ReadonlySet<string>;
}

/** Where faces are named: whatever other field says the same name, a face that was taken out is out. */
const REGIONS: ReadonlySet<string> = new Set(['mwg-rs:Regions', 'MP:RegionInfo', 'mediapro:People']);
const MOST_DEPTH = 40;
/** Shorter ones would be found in a note by chance. */
const FEWEST_LETTERS = 3;

/**
 * Takes words out of every place that no table knows: copies under other names, the faces that bear a name, what a camera
 * wrote into its own note. What another field says with the same words stays.
 */
export function forget(parts: Parts, { words, ...changed }: Forgotten): void {
  const gone = new Set(words.map((word) => word.trim()).filter((word) => word.length > 1));
  if (gone.size === 0) return;
  if (parts.xmp) forgetXmp(parts.xmp, gone, changed);
  if (parts.exif) forgetExif(parts.exif, gone, changed);
  parts.iptc = parts.iptc.filter(({ id }) => {
    const name = IPTC_DATASETS.get(id)?.name;
    if (!name || stays(`iptc:${name}`, changed)) return true;
    return !iptcWords(parts.iptc, name).some((text) => gone.has(text.trim()));
  });
  parts.texts = parts.texts.filter((text) => stays(`png:${text.keyword}`, changed) || !gone.has(pngWords(text).trim()));
  parts.comments = parts.comments.filter((comment) => !gone.has(commentWords(comment)));
}

type Changed = Omit<Forgotten, 'words'>;

/** Whether a property was written already, or belongs to a field that nobody changed. */
function stays(property: string, { roots, written }: Changed): boolean {
  if (REGIONS.has(property)) return false;
  const root = rootOf(property);
  return written.has(property) || (root !== undefined && !roots.has(root));
}

function forgetXmp(document: Document, gone: ReadonlySet<string>, changed: Changed): void {
  for (const place of allPlaces(document)) {
    const { node } = place;
    const property = `${prefixOf(node.namespaceURI, node.prefix)}:${node.localName}`;
    if (stays(property, changed)) continue;
    if (node.nodeType !== 1) {
      if (names((node as Attr).value, gone)) takeOut(place);
    } else prune(node as Element, gone, 0);
  }
}

/** Whether a text is one of the words, or a path that ends with one. */
function names(text: string, gone: ReadonlySet<string>): boolean {
  const whole = text.trim();
  return gone.has(whole) || gone.has(whole.slice(Math.max(whole.lastIndexOf('|'), whole.lastIndexOf('/')) + 1).trim());
}

function prune(element: Element, gone: ReadonlySet<string>, depth: number): void {
  if (depth > MOST_DEPTH) return;
  for (const attribute of Array.from(element.attributes)) {
    if (attribute.namespaceURI !== NAMESPACES.rdf && names(attribute.value, gone)) {
      element.removeAttributeNode(attribute);
      removeHolder(element);
    }
  }
  const children = elementsOf(element);
  if (children.length === 0) {
    if (names(element.textContent ?? '', gone)) removeHolder(element);
    return;
  }
  for (const child of children) prune(child, gone, depth + 1);
}

/** What bears a name goes with it: an item of a list, or the structure (a face, a node of a tree) that is called so. */
function removeHolder(leaf: Element): void {
  const own = isItem(leaf) ? leaf : undefined;
  const alternative = own && isAlternative(own.parentNode) ? own.parentNode : null;
  const from = alternative?.parentNode ?? leaf;
  const structure = own && !alternative ? own : itemAround(from);
  const holder = structure ?? (from as Element);
  holder.parentNode?.removeChild(holder);
}

const isItem = (node: Node | null): boolean => node?.namespaceURI === NAMESPACES.rdf && node.localName === 'li';
const isAlternative = (node: Node | null): boolean => node?.namespaceURI === NAMESPACES.rdf && node.localName === 'Alt';

function itemAround(node: Node): Element | undefined {
  for (let at: Node | null = node; at; at = at.parentNode) if (isItem(at)) return at as Element;
  return undefined;
}

function forgetExif(block: TiffBlock, gone: ReadonlySet<string>, changed: Changed): void {
  const isKept = (entry: Entry) => {
    const property = EXIF_WORDS.get(entry.tag);
    if (entry.tag === MAKER_NOTE)
      return ![...gone].some((word) => word.length >= FEWEST_LETTERS && mentions(entry.bytes, word));
    if (property && stays(property, changed)) return true;
    if (entry.type !== 2 && entry.type !== 1 && entry.type !== 129) return true;
    const text = new TextDecoder(entry.type === 1 ? 'utf-16le' : 'utf-8').decode(entry.bytes);
    return !gone.has(withoutTrailingNulls(text).trim());
  };
  block.ifd0 = block.ifd0.filter(isKept);
  block.exif = block.exif.filter(isKept);
  block.gps = block.gps.filter(isKept);
}

/** The tags of EXIF that a table of synonyms knows. */
const EXIF_WORDS: ReadonlyMap<number, string> = new Map([
  [0x010e, 'exif:ImageDescription'],
  [0x013b, 'exif:Artist'],
  [0x8298, 'exif:Copyright'],
  [0x9c9b, 'exif:XPTitle'],
  [0x9c9c, 'exif:XPComment'],
  [0x9c9d, 'exif:XPAuthor'],
  [0x9c9e, 'exif:XPKeywords'],
  [0x9c9f, 'exif:XPSubject'],
  [0x9286, 'exif:UserComment'],
]);

/** Whether bytes hold a word, in UTF-8 or either order of UTF-16. */
function mentions(bytes: Uint8Array, word: string): boolean {
  const whole = new TextDecoder('latin1').decode(bytes);
  const utf8 = String.fromCharCode(...new TextEncoder().encode(word));
  const little = [...word].map((letter) => String.fromCharCode(letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8));
  const big = [...word].map((letter) => String.fromCharCode(letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 0xff));
  return [utf8, little.join(''), big.join('')].some((each) => whole.includes(each));
}
