import { type Attr, type Element, XMLSerializer } from '@xmldom/xmldom';
import { NAMESPACES } from './namespaces';
import { serialisePacket } from './packet';
import { allPlaces, newPacket, takeOut } from './part';
import { descriptionsOf, parsePacket } from './read';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

interface Split {
  standard: Uint8Array;
  /** Without the xpacket wrapper, as XMP part 3, §1.1.3.1 wants it. */
  extended: Uint8Array;
  guid: string;
}

/**
 * Parts a packet in two, so that the first fits: the longest properties go to the second.
 * @param most bytes of the first
 * @param guidOf names the second by its bytes
 * @returns null where it cannot be read, or has nothing that could be moved
 */
export function splitXmp(packet: Uint8Array, most: number, guidOf: (extended: Uint8Array) => string): Split | null {
  const document = parsePacket(packet);
  const [home] = document ? descriptionsOf(document) : [];
  if (!document || !home) return null;
  const serialiser = new XMLSerializer();
  const properties = allPlaces(document).map((property) => {
    const { node } = property;
    const text = node.nodeType === 1 ? serialiser.serializeToString(node) : (node as Attr).value;
    return { property, length: new TextEncoder().encode(text).length };
  });
  properties.sort((a, b) => b.length - a.length);
  const rest = newPacket();
  const [place] = descriptionsOf(rest);
  if (!place) return null;
  let length = serialisePacket(document).length + NOTE_BYTES;
  let moved = false;
  for (const { property, length: bytes } of properties) {
    if (length <= most) break;
    const { node } = property;
    takeOut(property);
    if (node.nodeType === 1) place.appendChild(rest.importNode(node as Element, true));
    else place.setAttributeNS(node.namespaceURI, node.nodeName, (node as Attr).value);
    length -= bytes;
    moved = true;
  }
  if (length > most || !moved) return null;
  const extended = new TextEncoder().encode(serialiser.serializeToString(rest.documentElement ?? rest));
  const guid = guidOf(extended);
  home.setAttributeNS(XMLNS, 'xmlns:xmpNote', NAMESPACES.xmpNote);
  home.setAttributeNS(NAMESPACES.xmpNote, 'xmpNote:HasExtendedXMP', guid);
  return { standard: serialisePacket(document), extended, guid };
}

/** What the note of the second packet adds to the first, with room for namespaces that are declared anew. */
const NOTE_BYTES = 1024;
