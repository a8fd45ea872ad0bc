import type { Element } from '@xmldom/xmldom';
import type { EmbeddedProperties, EmbeddedValue } from '../../../domain/embedded';
import { NAMESPACES } from '../../xmp/namespaces';
import { elementsOf, parsePacket, readXmp } from '../../xmp/read';

const SVG = 'http://www.w3.org/2000/svg';
const WORK = 'http://web.resource.org/cc/';
/** Creative Commons changed its namespace; Inkscape still writes the older one in old files. */
const WORKS: readonly string[] = ['http://creativecommons.org/ns#', WORK];
const MOST_TEXT = 100_000;

/**
 * What an SVG says of itself (SVG 2, §5.7 and 5.8): the title and the description of the whole drawing, an XMP packet, and the
 * Dublin Core that Inkscape and others write about a work.
 * @returns nothing where it is not well-formed or beyond the limits of XML
 */
export function readSvgWords(file: Uint8Array | string): EmbeddedProperties {
  const root = rootOf(file);
  if (!root) return {};
  const packets = metadataIn(root).flatMap(packetsIn);
  return Object.assign(wordsOf(root), ...packets.map(readXmp));
}

/** What an SVG says in elements of its own, and XMP does not. */
function wordsOf(root: Element): Record<string, EmbeddedValue> {
  const properties: Record<string, EmbeddedValue> = {};
  for (const name of ['title', 'desc'] as const) {
    const element = elementsOf(root).find((each) => each.localName === name && each.namespaceURI === SVG);
    const words = wordsIn(element);
    if (words) properties[`svg:${name}`] = words;
  }
  return Object.assign(properties, ...metadataIn(root).map(workOf));
}

/** What an SVG says, apart: in elements of its own, and in XMP packets: RDF without a wrapper, as it stands in its metadata. */
export function svgParts(file: Uint8Array): { words: EmbeddedProperties; packets: string[] } {
  const root = rootOf(file);
  return root ? { words: wordsOf(root), packets: metadataIn(root).flatMap(packetsIn) } : { words: {}, packets: [] };
}

function rootOf(file: Uint8Array | string): Element | null {
  const text = typeof file === 'string' ? file : new TextDecoder(encodingOf(file)).decode(file);
  const root = parsePacket(withoutDoctype(text))?.documentElement;
  return root?.localName === 'svg' ? root : null;
}

const metadataIn = (root: Element) => Array.from(root.getElementsByTagNameNS(SVG, 'metadata'));

const encodingOf = (file: Uint8Array) =>
  file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8';

/** A document type that only names the one of SVG, as programs have written it for decades; one that declares anything stays. */
function withoutDoctype(text: string): string {
  const start = text.indexOf('<!DOCTYPE');
  const end = start < 0 ? -1 : text.indexOf('>', start);
  if (end < 0 || text.slice(start, end).includes('[')) return text;
  return text.slice(0, start) + text.slice(end + 1);
}

function wordsIn(element: Element | undefined): string | undefined {
  const words = element?.textContent?.replace(/\s+/g, ' ').trim().slice(0, MOST_TEXT);
  return words || undefined;
}

/** XMP inside of an SVG has no wrapper that we need: its RDF is that of any packet. */
const packetsIn = (metadata: Element): string[] =>
  Array.from(metadata.getElementsByTagNameNS(NAMESPACES.rdf, 'RDF')).map(String);

/** `cc:Work`, with people as `cc:Agent` and their name as its title. */
function workOf(metadata: Element): Record<string, EmbeddedValue> {
  const properties: Record<string, EmbeddedValue> = {};
  const work = WORKS.flatMap((uri) => Array.from(metadata.getElementsByTagNameNS(uri, 'Work')))[0];
  if (!work) return properties;
  for (const element of elementsOf(work)) {
    if (element.namespaceURI !== NAMESPACES.dc) continue;
    const name = element.localName ?? '';
    if (name === 'creator' || name === 'subject') {
      const items = itemsIn(element);
      if (items.length > 0) properties[`dc:${name}`] = items;
    } else if (['title', 'description', 'rights', 'date', 'source', 'language'].includes(name)) {
      const words = wordsIn(element);
      if (words) properties[`dc:${name}`] = words;
    }
  }
  return properties;
}

/** The entries of a bag, or the one that stands there by itself. */
function itemsIn(element: Element): string[] {
  const entries = Array.from(element.getElementsByTagNameNS(NAMESPACES.rdf, 'li'));
  const words = (entries.length > 0 ? entries : [element]).map(wordsIn);
  return words.filter((each): each is string => each !== undefined);
}
