import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import type { EmbeddedValue } from '../../domain/embedded';
import { withoutTrailingNulls } from '../text-end';
import { withinXmlLimits } from './limits';
import { NAMESPACES, prefixOf } from './namespaces';

/** More than any program writes; beyond it a packet is an attack or an error. UTF-16 may take two bytes a letter. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_DEPTH = 40;

/** XMP part 1, §7.1: UTF-8, or UTF-16 and UTF-32 told by the first bytes; other encodings are not met in files. */
function encodingOf(packet: Uint8Array): string {
  if ((packet[0] === 0xff && packet[1] === 0xfe) || (packet[0] === 0x3c && packet[1] === 0)) return 'utf-16le';
  if ((packet[0] === 0xfe && packet[1] === 0xff) || (packet[0] === 0 && packet[1] === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

/**
 * A packet as a document.
 * @returns null where it is not well-formed, declares entities or is too large to be one: nothing of it is then used
 */
export function parsePacket(packet: Uint8Array | string): Document | null {
  if (packet.length > MOST_BYTES) return null;
  const decoded = typeof packet === 'string' ? packet : new TextDecoder(encodingOf(packet)).decode(packet);
  const text = withoutTrailingNulls(decoded.replace(/^\uFEFF/, '')).trim();
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || !withinXmlLimits(text)) return null;
  try {
    const document = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    }).parseFromString(text, 'text/xml');
    return document.documentElement ? document : null;
  } catch {
    return null;
  }
}

/** The RDF descriptions of a packet: its properties are their attributes and elements (XMP part 1, §7.4). */
export function descriptionsOf(document: Document): Element[] {
  const found: Element[] = [];
  const roots = Array.from(document.getElementsByTagNameNS(NAMESPACES.rdf, 'RDF'));
  for (const root of roots) found.push(...elementsOf(root).filter((each) => isRdf(each, 'Description')));
  return found;
}

export function elementsOf(parent: Element): Element[] {
  return (Array.from(parent.childNodes) as Node[]).filter((node) => node.nodeType === 1) as Element[];
}

function isRdf(element: Element, name: string): boolean {
  return element.namespaceURI === NAMESPACES.rdf && element.localName === name;
}

const nameOf = (node: { namespaceURI: string | null; prefix: string | null; localName: string | null }) =>
  `${prefixOf(node.namespaceURI, node.prefix)}:${node.localName}`;

/** Attributes of RDF and XML themselves are no properties. */
const isProperty = (uri: string | null) =>
  uri !== null && uri !== NAMESPACES.rdf && uri !== NAMESPACES.xml && uri !== 'http://www.w3.org/2000/xmlns/';

/**
 * Every property of a packet. What stands inside a structure has a path: "mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Name".
 * @param packet bytes as they are in the file, or text
 * @returns nothing where the packet is not well-formed, or declares entities
 */
export function readXmp(packet: Uint8Array | string): Record<string, EmbeddedValue> {
  const document = parsePacket(packet);
  const properties: Record<string, EmbeddedValue> = {};
  if (!document) return properties;
  for (const description of descriptionsOf(document)) readStructure(description, '', properties, 0);
  const [latitude, longitude] = [properties['xmp-exif:GPSLatitude'], properties['xmp-exif:GPSLongitude']].map(
    degreesOf,
  );
  if (latitude !== undefined && longitude !== undefined) {
    properties['xmp-exif:GPSPosition'] = `${latitude}, ${longitude}`;
  }
  return properties;
}

/** XMP part 2, §1.2.7.4: "51,45.5N" or "51,45,30N"; undefined where it is neither. */
function degreesOf(value: EmbeddedValue | undefined): number | undefined {
  const [, degrees, minutes, seconds = '0', side = ''] =
    /^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$/.exec(String(value ?? '').trim()) ?? [];
  if (degrees === undefined) return undefined;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return Math.round(size * 1e7) / 1e7 / ('SW'.includes(side) ? -1 : 1);
}

function readStructure(element: Element, path: string, into: Record<string, EmbeddedValue>, depth: number): void {
  if (depth > MOST_DEPTH) return;
  for (const attribute of Array.from(element.attributes)) {
    if (isProperty(attribute.namespaceURI)) into[path + nameOf(attribute)] = attribute.value;
  }
  for (const child of elementsOf(element)) readProperty(child, path + nameOf(child), into, depth + 1);
}

function readProperty(element: Element, path: string, into: Record<string, EmbeddedValue>, depth: number): void {
  if (depth > MOST_DEPTH) return;
  const resource = element.getAttributeNS(NAMESPACES.rdf, 'resource');
  if (resource) {
    into[path] = resource;
    return;
  }
  const children = elementsOf(element);
  const [only] = children;
  if (only && ['Bag', 'Seq', 'Alt'].some((name) => isRdf(only, name))) {
    readArray(only, path, into, depth + 1);
  } else if (only && isRdf(only, 'Description')) {
    readStructure(only, `${path}/`, into, depth + 1);
  } else if (only && element.getAttributeNS(NAMESPACES.rdf, 'parseType') === 'Resource') {
    readStructure(element, `${path}/`, into, depth + 1);
  } else if (!only && Array.from(element.attributes).some((each) => isProperty(each.namespaceURI))) {
    readStructure(element, `${path}/`, into, depth + 1);
  } else if (!only) {
    into[path] = element.textContent ?? '';
  }
}

function readArray(array: Element, path: string, into: Record<string, EmbeddedValue>, depth: number): void {
  const items = elementsOf(array).filter((each) => isRdf(each, 'li'));
  const isPlain = (item: Element) => elementsOf(item).length === 0;
  const languages = items.map((item) => item.getAttributeNS(NAMESPACES.xml, 'lang'));
  if (isRdf(array, 'Alt') && items.length > 0 && languages.every((lang) => lang)) {
    const byLanguage: Record<string, string> = {};
    items.forEach((item, i) => {
      byLanguage[languages[i] ?? ''] ??= item.textContent ?? '';
    });
    into[path] = { languages: byLanguage };
    return;
  }
  const plain = items.filter(isPlain).map((item) => {
    return item.getAttributeNS(NAMESPACES.rdf, 'resource') || (item.textContent ?? '');
  });
  const structured = items.some(
    (item) => !isPlain(item) || Array.from(item.attributes).some((each) => isProperty(each.namespaceURI)),
  );
  if (!structured) into[path] = plain;
  else for (const [i, item] of items.entries()) readProperty(item, `${path}[${i + 1}]`, into, depth + 1);
}
