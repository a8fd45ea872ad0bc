import type { Attr, Document, Element } from '@xmldom/xmldom';
import { mayStay, STRUCTURE_MAY_STAY } from '../../domain/disclosure';
import type { ExportProfile } from '../../domain/profile';
import { NAMESPACES } from './namespaces';
import { allPlaces, newPacket } from './part';
import { descriptionsOf, elementsOf } from './read';

/** Prefixes by which lists of what may stay know namespaces. Whatever has none of these may not. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    ...NAMESPACES,
    MP: 'http://ns.microsoft.com/photo/1.2/',
    MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
    MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
    stArea: 'http://ns.adobe.com/xmp/sType/Area#',
    stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
    stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
    stRef: 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#',
    'xmp-exif': NAMESPACES.exif,
  }).map(([prefix, uri]) => [uri, prefix] as const),
  ['http://ns.microsoft.com/photo/1.0', 'MicrosoftPhoto'],
]);
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const LANGUAGE = /^[A-Za-z0-9-]{1,35}$/;
const ARRAYS: ReadonlySet<string> = new Set(['Alt', 'Bag', 'Seq']);
const MOST_DEPTH = 40;

/**
 * A packet made anew of what may stay: nothing that the lists do not name comes along, no comment, no processing instruction,
 * no namespace.
 * @returns null where nothing may
 */
export function restrictedXmp(document: Document, policy: ExportProfile['metadata']): Document | null {
  const made = newPacket();
  const [home] = descriptionsOf(made);
  if (!home) return null;
  let empty = true;
  for (const { node } of allPlaces(document)) {
    const name = nameIn(node);
    if (!name || !mayStay(`${name.prefix}:${name.local}`, policy)) continue;
    const copy = elementIn(made, node, name);
    if (node.nodeType === 2) copy.textContent = (node as Attr).value;
    else if (!copyContents(made, node as Element, copy, 0)) continue;
    home.appendChild(copy);
    empty = false;
  }
  return empty ? null : made;
}

interface Name {
  prefix: string;
  local: string;
}

function nameIn(node: Element | Attr): Name | undefined {
  const prefix = PREFIXES.get(node.namespaceURI ?? '');
  return prefix && node.localName ? { prefix, local: node.localName } : undefined;
}

function elementIn(made: Document, node: Element | Attr, { prefix, local }: Name): Element {
  return made.createElementNS(node.namespaceURI, `${prefix === 'xmp-exif' ? 'exif' : prefix}:${local}`);
}

const isRdf = (element: Element, names: ReadonlySet<string> | string): boolean =>
  element.namespaceURI === NAMESPACES.rdf &&
  (typeof names === 'string' ? element.localName === names : names.has(element.localName ?? ''));

/** @returns false where nothing of it may stay */
function copyContents(made: Document, from: Element, to: Element, depth: number): boolean {
  if (depth > MOST_DEPTH) return false;
  const language = from.getAttributeNS(NAMESPACES.xml, 'lang');
  if (language && LANGUAGE.test(language)) to.setAttributeNS(NAMESPACES.xml, 'xml:lang', language);
  const resource = from.getAttributeNS(NAMESPACES.rdf, 'resource');
  if (resource) {
    to.setAttributeNS(NAMESPACES.rdf, 'rdf:resource', resource);
    return true;
  }
  const children = elementsOf(from);
  const [only] = children;
  if (only && isRdf(only, ARRAYS)) return copyArray(made, only, to, depth);
  const structure = only && isRdf(only, 'Description') ? only : from;
  const fields = [
    ...Array.from(structure.attributes).filter(
      ({ namespaceURI }) => namespaceURI !== XMLNS && namespaceURI !== NAMESPACES.rdf,
    ),
    ...elementsOf(structure),
  ].filter((node) => node.namespaceURI !== NAMESPACES.xml);
  const text = children.length === 0 ? textOf(from) : '';
  if (fields.length === 0 || text.trim() !== '') {
    // Of a text in pieces (comments, instructions) the words alone, and nothing that qualifies them.
    to.textContent = text;
    return text.trim() !== '';
  }
  return copyStructure(made, fields, to, depth);
}

const textOf = (element: Element): string =>
  Array.from(element.childNodes)
    .filter(({ nodeType }) => nodeType === 3 || nodeType === 4)
    .map(({ nodeValue }) => nodeValue ?? '')
    .join('');

function copyArray(made: Document, from: Element, to: Element, depth: number): boolean {
  const array = made.createElementNS(NAMESPACES.rdf, `rdf:${from.localName}`);
  for (const item of elementsOf(from)) {
    if (!isRdf(item, 'li')) continue;
    const copy = made.createElementNS(NAMESPACES.rdf, 'rdf:li');
    if (copyContents(made, item, copy, depth + 1)) array.appendChild(copy);
  }
  to.appendChild(array);
  return array.childNodes.length > 0;
}

function copyStructure(made: Document, fields: readonly (Element | Attr)[], to: Element, depth: number): boolean {
  let empty = true;
  for (const node of fields) {
    const name = nameIn(node);
    if (!name || !STRUCTURE_MAY_STAY.has(`${name.prefix}:${name.local}`)) continue;
    const copy = elementIn(made, node, name);
    if (node.nodeType === 2) copy.textContent = (node as Attr).value;
    else if (!copyContents(made, node as Element, copy, depth + 1)) continue;
    to.appendChild(copy);
    empty = false;
  }
  if (!empty) to.setAttributeNS(NAMESPACES.rdf, 'rdf:parseType', 'Resource');
  return !empty;
}
