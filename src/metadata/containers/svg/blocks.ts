import type { EmbeddedValue } from '../../../domain/embedded';
import type { Stated } from '../../../domain/statement';
import { type Blocks, NO_BLOCKS } from '../../gather';
import { serialisePacket } from '../../xmp/packet';
import { allPlaces, findProperty, nameOf, newPacket, setProperty } from '../../xmp/part';
import { svgParts } from './words';

/** What an SVG has of its own for what XMP calls otherwise. */
const IN_XMP: Readonly<Record<string, string>> = { 'svg:title': 'dc:title', 'svg:desc': 'dc:description' };

/**
 * What an SVG says as packets: its own, with all their structures, and one of its words, since no picture that is made of it has a
 * title element or Inkscape's metadata. What is written in the drawing is seen in it, so it is no more hidden than a title in XMP.
 */
export function svgBlocks(file: Uint8Array): Blocks {
  const { words, packets } = svgParts(file);
  const packet = newPacket();
  const stated = Object.entries(words);
  // What says it in XMP's own name goes before the drawing's elements.
  stated.sort(([a], [b]) => Number(a in IN_XMP) - Number(b in IN_XMP));
  for (const [name, value] of stated) {
    const property = IN_XMP[name] ?? name;
    const said = statedOf(value);
    if (said !== undefined && nameOf(property) && findProperty(packet, property).length === 0)
      setProperty(packet, property, said);
  }
  const own = packets.map((each) => new TextEncoder().encode(each));
  return { ...NO_BLOCKS, xmp: allPlaces(packet).length > 0 ? [...own, serialisePacket(packet)] : own };
}

function statedOf(value: EmbeddedValue): Stated | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  if (!('languages' in value)) return value;
  return value.languages['x-default'] ?? Object.values(value.languages)[0];
}
