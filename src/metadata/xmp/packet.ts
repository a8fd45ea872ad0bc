import { type Document, XMLSerializer } from '@xmldom/xmldom';
import { NAMESPACES } from './namespaces';

/** A packet that says nothing. */
export const EMPTY_XMP = `<x:xmpmeta xmlns:x="${NAMESPACES.x}"><rdf:RDF xmlns:rdf="${NAMESPACES.rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`;
/** XMP part 1, §7.3.2: the wrapper by which programs find a packet in any file. */
const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';
const END = '\n<?xpacket end="w"?>';

/** A document as a packet, in its wrapper. */
export function serialisePacket(document: Document): Uint8Array {
  const text = BEGIN + new XMLSerializer().serializeToString(document.documentElement ?? document) + END;
  return new TextEncoder().encode(text);
}
