import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import { type Stated, type Statement, toWrite } from '../domain/statement';
import { BAGS, LANGUAGE_ALTERNATIVES, NAMESPACES, namespaceOf, SEQUENCES } from './namespaces';
import { descriptionsOf, elementsOf, parsePacket } from './xmp';

/** A packet that says nothing. */
export const EMPTY_XMP = `<x:xmpmeta xmlns:x="${NAMESPACES.x}"><rdf:RDF xmlns:rdf="${NAMESPACES.rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`;
const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** XMP part 1, §7.3.2: the wrapper by which programs find a packet in any file. */
const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';
const END = '\n<?xpacket end="w"?>';
/** XML 1.0, §2.2: what may not stand in a document at all. */
const NOT_IN_XML =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A packet that says what a statement says; everything else in it stays.
 * @param before the packet as it is in the original, if any; one that cannot be read is left behind
 * @returns null where there is nothing to say
 */
export function writeXmp(before: Uint8Array | null, statement: Statement): Uint8Array | null {
  const changes = Object.entries(toWrite(statement)).flatMap(([property, value]) => {
    const [prefix = '', name = ''] = property.split(':');
    if (property === 'exif:GPSPosition') return coordinates(value);
    const namespace = prefix === 'iptc' || prefix === 'exif' ? undefined : namespaceOf(prefix);
    return namespace ? [{ property, prefix, name, namespace, value }] : [];
  });
  const known = before ? parsePacket(before) : null;
  const usable = known && descriptionsOf(known).length > 0;
  if (!usable && changes.every(({ value }) => value === null)) return null;
  const document = usable ? known : new DOMParser().parseFromString(EMPTY_XMP, 'text/xml');
  const [home] = descriptionsOf(document);
  if (!home) return null;
  for (const { property, prefix, name, namespace, value } of changes) {
    const languages = takeOut(document, namespace, name);
    if (value === null) continue;
    home.setAttributeNS(XMLNS, `xmlns:${prefix}`, namespace);
    const element = document.createElementNS(namespace, `${prefix}:${name}`);
    fill(document, element, { property, value, languages });
    home.appendChild(element);
  }
  // It would point to a second packet that the export does not have.
  takeOut(document, NAMESPACES.xmpNote, 'HasExtendedXMP');
  return serialisePacket(document);
}

/** A document as a packet, in its wrapper. */
export function serialisePacket(document: Document): Uint8Array {
  const text = BEGIN + new XMLSerializer().serializeToString(document.documentElement ?? document) + END;
  return new TextEncoder().encode(text);
}

/** XMP part 2, §2.6 and 1.2.7.4: "51,45.00000000N", degrees and minutes. */
function coordinates(value: Stated | null) {
  const [latitude, longitude] = typeof value === 'string' ? value.split(',').map(Number) : [];
  const known = latitude !== undefined && longitude !== undefined;
  const of = (degrees: number, [positive, negative]: readonly [string, string]) => {
    const size = Math.abs(degrees);
    const whole = Math.trunc(size);
    return `${whole},${((size - whole) * 60).toFixed(8)}${degrees < 0 ? negative : positive}`;
  };
  return (
    [
      ['GPSLatitude', known ? of(latitude, ['N', 'S']) : null],
      ['GPSLongitude', known ? of(longitude, ['E', 'W']) : null],
    ] as const
  ).map(([name, text]) => ({
    property: `exif:${name}`,
    prefix: 'exif',
    name,
    namespace: NAMESPACES.exif,
    value: text,
  }));
}

/**
 * Removes a property wherever it stands, as an element or an attribute.
 * @returns its texts in languages other than the default, which are kept
 */
function takeOut(document: Document, namespace: string, name: string): Map<string, string> {
  const languages = new Map<string, string>();
  for (const description of descriptionsOf(document)) {
    description.removeAttributeNS(namespace, name);
    for (const element of elementsOf(description)) {
      if (element.namespaceURI !== namespace || element.localName !== name) continue;
      for (const item of Array.from(element.getElementsByTagNameNS(NAMESPACES.rdf, 'li'))) {
        const language = item.getAttributeNS(NAMESPACES.xml, 'lang');
        if (language && language !== 'x-default') languages.set(language, item.textContent ?? '');
      }
      description.removeChild(element);
    }
  }
  return languages;
}

interface Filling {
  property: string;
  value: string | readonly string[];
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

const clean = (text: string) => text.replace(NOT_IN_XML, '');
