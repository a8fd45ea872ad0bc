import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import { NAMESPACES } from './namespaces';
import { descriptionsOf, elementsOf, parsePacket } from './xmp';
import { EMPTY_XMP, serialisePacket } from './xmp-write';

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
  const properties = descriptionsOf(document).flatMap((description) =>
    elementsOf(description).map((element) => ({
      element,
      description,
      length: new TextEncoder().encode(serialiser.serializeToString(element)).length,
    })),
  );
  properties.sort((a, b) => b.length - a.length);
  const rest: Document = new DOMParser().parseFromString(EMPTY_XMP, 'text/xml');
  const [place] = descriptionsOf(rest);
  if (!place) return null;
  let length = serialisePacket(document).length + NOTE_BYTES;
  for (const { element, description, length: bytes } of properties) {
    if (length <= most) break;
    description.removeChild(element);
    place.appendChild(rest.importNode(element, true) as Element);
    length -= bytes;
  }
  if (length > most || elementsOf(place).length === 0) return null;
  const extended = new TextEncoder().encode(serialiser.serializeToString(rest.documentElement ?? rest));
  const guid = guidOf(extended);
  home.setAttributeNS(XMLNS, 'xmlns:xmpNote', NAMESPACES.xmpNote);
  home.setAttributeNS(NAMESPACES.xmpNote, 'xmpNote:HasExtendedXMP', guid);
  return { standard: serialisePacket(document), extended, guid };
}

/** What the note of the second packet adds to the first, with room for namespaces that are declared anew. */
const NOTE_BYTES = 1024;
