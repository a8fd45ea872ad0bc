import { NAMESPACES } from './namespaces';
import { clean } from './part';

/** A property and its value as they are written in a packet: "exif:FNumber", and what stands between its tags. */
export type Written = readonly [property: string, contents: string];

const element = (name: string, contents: string) => `<${name}>${contents}</${name}>`;

export const plain = (text: string): string =>
  clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const list = (kind: 'Bag' | 'Seq', items: readonly string[]): string =>
  element(`rdf:${kind}`, items.map((item) => element('rdf:li', plain(item))).join(''));

export const sequence = (items: readonly string[]): string => list('Seq', items);
export const bag = (items: readonly string[]): string => list('Bag', items);

export const alternative = (text: string): string =>
  element('rdf:Alt', `<rdf:li xml:lang="x-default">${plain(text)}</rdf:li>`);

export const structure = (fields: readonly Written[]): string =>
  `<rdf:Description>${fields.map(([name, contents]) => element(name, contents)).join('')}</rdf:Description>`;

/** Properties as a packet, with every namespace that we know. */
export function packetOf(written: readonly Written[]): string {
  const spaces = Object.entries(NAMESPACES)
    .filter(([prefix]) => !['x', 'xml', 'rdf'].includes(prefix))
    .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  const properties = written.map(([name, contents]) => element(name, contents)).join('');
  return `<rdf:RDF xmlns:rdf="${NAMESPACES.rdf}"><rdf:Description rdf:about="" ${spaces.join(' ')}>${properties}</rdf:Description></rdf:RDF>`;
}
