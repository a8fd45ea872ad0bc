import { type Attr, DOMParser, type Document, type Element } from '@xmldom/xmldom';
import type { Stated } from '../../domain/statement';
import { BAGS, LANGUAGE_ALTERNATIVES, NAMESPACES, namespaceOf, prefixOf, SEQUENCES } from './namespaces';
import { EMPTY_XMP } from './packet';
import { descriptionsOf, elementsOf, parsePacket } from './read';

const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** XML 1.0, §2.2: what may not stand in a document at all. */
const NOT_IN_XML =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Two namespaces of which programs have written other forms than the usual one. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  [NAMESPACES.MicrosoftPhoto]: ['http://ns.microsoft.com/photo/1.0'],
};

/** A property where it stands: as an element or an attribute of a description (XMP part 1, §7.4). */
interface Place {
  description: Element;
  node: Element | Attr;
}

export function newPacket(): Document {
  return new DOMParser().parseFromString(EMPTY_XMP, 'text/xml');
}

/**
 * Packets as one document: of a property the first that says it counts. What of them cannot be read is left behind.
 * @returns null where nothing can be read
 */
export function mergedPackets(packets: readonly Uint8Array[]): Document | null {
  const [first, ...others] = packets.flatMap((packet) => {
    const document = parsePacket(packet);
    return document && descriptionsOf(document).length > 0 ? [document] : [];
  });
  if (!first) return null;
  for (const other of others) takeOver(first, other);
  return first;
}

/**
 * Takes over what another packet says and this one does not.
 * @param may whether a property may be taken over, by its name
 */
export function takeOver(into: Document, from: Document, may: (property: string) => boolean = () => true): void {
  const [home] = descriptionsOf(into);
  if (!home) return;
  const said = new Set(allPlaces(into).map(({ node }) => propertyOf(node)));
  for (const { node } of allPlaces(from)) {
    const property = propertyOf(node);
    if (said.has(property) || !may(property)) continue;
    said.add(property);
    const namespace = node.namespaceURI ?? '';
    if (node.nodeType === 1) home.appendChild(into.importNode(node as Element, true));
    else home.setAttributeNS(namespace, node.nodeName, (node as Attr).value);
  }
}

const isNamespaced = (attribute: Attr) =>
  attribute.namespaceURI !== null &&
  attribute.namespaceURI !== XMLNS &&
  attribute.namespaceURI !== NAMESPACES.rdf &&
  attribute.namespaceURI !== NAMESPACES.xml;

/** Every property of a packet. */
export function allPlaces(document: Document): Place[] {
  return descriptionsOf(document).flatMap((description) => [
    ...Array.from(description.attributes)
      .filter(isNamespaced)
      .map((node) => ({ description, node })),
    ...elementsOf(description).map((node) => ({ description, node })),
  ]);
}

/** Its name as fields know it, else under the space that it is in: prefixes of unknown ones mean nothing. */
const propertyOf = ({ namespaceURI, localName }: Element | Attr) =>
  `${prefixOf(namespaceURI, namespaceURI)}:${localName}`;

function placesOf(document: Document, namespace: string, name: string): Place[] {
  const namespaces = [namespace, ...(ALSO[namespace] ?? [])];
  return allPlaces(document).filter(
    ({ node }) => node.localName === name && namespaces.includes(node.namespaceURI ?? ''),
  );
}

/** The namespace and the name of a property: "xmp-exif:" is what XMP says in its own space for EXIF. */
export function nameOf(property: string): { namespace: string; prefix: string; name: string } | undefined {
  const [known = '', name = ''] = property.split(':');
  const prefix = known === 'xmp-exif' ? 'exif' : known;
  const namespace = known === 'exif' || known === 'iptc' ? undefined : namespaceOf(prefix);
  return namespace === undefined ? undefined : { namespace, prefix, name };
}

export function findProperty(document: Document, property: string): Place[] {
  const name = nameOf(property);
  return name ? placesOf(document, name.namespace, name.name) : [];
}

export function takeOut({ description, node }: Place): void {
  if (node.nodeType === 1) description.removeChild(node as Element);
  else description.removeAttributeNode(node as Attr);
}

export function removeProperty(document: Document, property: string): void {
  for (const place of findProperty(document, property)) takeOut(place);
}

/** The items of a list, or of a text in several languages. */
export function itemsOf(element: Element): Element[] {
  return Array.from(element.getElementsByTagNameNS(NAMESPACES.rdf, 'li'));
}

/** What a property says: one text, the items of a list, the text in each language. */
export function xmpWords(document: Document, property: string): string[] {
  return findProperty(document, property).flatMap(({ node }) => {
    if (node.nodeType !== 1) return [(node as Attr).value];
    const items = itemsOf(node as Element);
    return items.length > 0 ? items.map((item) => item.textContent ?? '') : [node.textContent ?? ''];
  });
}

/**
 * Writes what a property says, in the form that it is to have. Texts in other languages stay, unless they say the same as
 * the default did.
 */
export function setProperty(document: Document, property: string, value: Stated): void {
  const name = nameOf(property);
  const [home] = descriptionsOf(document);
  if (!name || !home) return;
  const languages = languagesOf(document, property);
  removeProperty(document, property);
  home.setAttributeNS(XMLNS, `xmlns:${name.prefix}`, name.namespace);
  const element = document.createElementNS(name.namespace, `${name.prefix}:${name.name}`);
  fill(document, element, { property, value, languages });
  home.appendChild(element);
}

function languagesOf(document: Document, property: string): Map<string, string> {
  const languages = new Map<string, string>();
  for (const { node } of findProperty(document, property)) {
    if (node.nodeType !== 1) continue;
    for (const item of itemsOf(node as Element)) {
      const language = item.getAttributeNS(NAMESPACES.xml, 'lang');
      if (language) languages.set(language, item.textContent ?? '');
    }
  }
  const usual = languages.get('x-default');
  return new Map([...languages].filter(([language, text]) => language !== 'x-default' && text !== usual));
}

interface Filling {
  property: string;
  value: Stated;
  languages: ReadonlyMap<string, string>;
}

function fill(document: Document, element: Element, { property, value, languages }: Filling): void {
  const texts = typeof value === 'string' ? [value] : value;
  const list = (kind: 'Alt' | 'Bag' | 'Seq') => {
    const array = document.createElementNS(NAMESPACES.rdf, `rdf:${kind}`);
    element.appendChild(array);
    return (text: string, language?: string) => {
      const item = document.createElementNS(NAMESPACES.rdf, 'rdf:li');
      if (language) item.setAttributeNS(NAMESPACES.xml, 'xml:lang', language);
      item.appendChild(document.createTextNode(clean(text)));
      array.appendChild(item);
    };
  };
  if (LANGUAGE_ALTERNATIVES.has(property)) {
    const add = list('Alt');
    // The default comes first (XMP part 1, §8.2.2.4).
    add(texts.join('; '), 'x-default');
    for (const [language, text] of languages) add(text, language);
  } else if (SEQUENCES.has(property) || BAGS.has(property) || typeof value !== 'string') {
    const add = list(SEQUENCES.has(property) ? 'Seq' : 'Bag');
    for (const text of texts) add(text);
  } else element.appendChild(document.createTextNode(clean(value)));
}

/** A text without what XML cannot hold. */
export const clean = (text: string) => text.replace(NOT_IN_XML, '');

/** Puts a plain text where a property stands already; nothing where it does not. */
export function correct(document: Document, property: string, text: string): void {
  for (const { node } of findProperty(document, property)) {
    if (node.nodeType !== 1) (node as Attr).value = text;
    else node.textContent = text;
  }
}

/** XMP part 2, §2.6 and 1.2.7.4: "51,45.00000000N", degrees and minutes; null where the text is no position. */
export function coordinates(text: string): { latitude: string; longitude: string } | null {
  const [latitude = Number.NaN, longitude = Number.NaN] = text.split(',').map(Number);
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return null;
  const of = (degrees: number, [positive, negative]: readonly [string, string]) => {
    const size = Math.abs(degrees);
    const whole = Math.trunc(size);
    return `${whole},${((size - whole) * 60).toFixed(8)}${degrees < 0 ? negative : positive}`;
  };
  return { latitude: of(latitude, ['N', 'S']), longitude: of(longitude, ['E', 'W']) };
}
