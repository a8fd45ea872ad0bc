import type { EmbeddedValue } from '../domain/embedded';
import type { Stated } from '../domain/statement';
import { type Blocks, NO_BLOCKS } from './gather';
import { readSvgWords, svgPackets } from './svg-words';
import { serialisePacket } from './xmp-packet';
import { allPlaces, findProperty, nameOf, newPacket, setProperty } from './xmp-part';

/** What an SVG has of its own for what XMP calls otherwise. */
const IN_XMP: Readonly<Record<string, string>> = { 'svg:title': 'dc:title', 'svg:desc': 'dc:description' };

/**
 * What an SVG says as packets: its own, with all their structures, and one of its words, since no picture that is made of it has a
 * title element or Inkscape's metadata. What is written in the drawing is seen in it, so it is no more hidden than a title in XMP.
 */
export function svgBlocks(file: Uint8Array): Blocks {
  const packet = newPacket();
  const words = Object.entries(readSvgWords(file));
  // What XMP says itself goes before what the drawing's own elements say.
  words.sort(([a], [b]) => Number(a in IN_XMP) - Number(b in IN_XMP));
  for (const [name, value] of words) {
    const property = IN_XMP[name] ?? name;
    const stated = statedOf(value);
    if (stated === undefined || /[[/]/.test(property) || !nameOf(property)) continue;
    if (findProperty(packet, property).length === 0) setProperty(packet, property, stated);
  }
  const own = svgPackets(file).map((each) => new TextEncoder().encode(each));
  return { ...NO_BLOCKS, xmp: allPlaces(packet).length > 0 ? [...own, serialisePacket(packet)] : own };
}

function statedOf(value: EmbeddedValue): Stated | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  if (!('languages' in value)) return value;
  return value.languages['x-default'] ?? Object.values(value.languages)[0];
}
