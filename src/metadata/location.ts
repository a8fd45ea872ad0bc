import { type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import { parsePacket } from './xmp';

/**
 * Takes every statement of a place out of metadata: where the picture was taken and what it shows.
 * EXIF keeps its location in an IFD of its own, which libvips can drop; XMP and IPTC-IIM are done here.
 */

const EXIF_NS = 'http://ns.adobe.com/exif/1.0/';
const PHOTOSHOP_NS = 'http://ns.adobe.com/photoshop/1.0/';
const IPTC_CORE_NS = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/';
const IPTC_EXT_NS = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
/** Regions and makers' own spaces also carry places: Microsoft's, Apple's, digiKam's and GettyImages' among them. */
const PLACE_NAME =
  /^(?:gps.*|city|state|country|countrycode|countryname|provincestate|sublocation|location.*|worldregion)$/i;
const WHOLE_NAMESPACES = new Set(['http://ns.google.com/photos/1.0/container/location/']);
const NAMESPACES = new Set([EXIF_NS, PHOTOSHOP_NS, IPTC_CORE_NS, IPTC_EXT_NS]);

function isPlace(namespace: string | null, localName: string | null): boolean {
  if (!localName) return false;
  if (namespace && WHOLE_NAMESPACES.has(namespace)) return true;
  if (/^gps/i.test(localName)) return true;
  return namespace !== null && NAMESPACES.has(namespace) && PLACE_NAME.test(localName);
}

/**
 * An XMP packet without its places (XMP part 1, §7: properties are elements or attributes of rdf:Description).
 * @returns null where nothing may stay: the packet is not well-formed, or declares entities
 */
export function withoutLocationXmp(packet: Uint8Array): Uint8Array | null {
  const document = parsePacket(packet);
  if (!document?.documentElement) return null;
  prune(document.documentElement);
  return new TextEncoder().encode(new XMLSerializer().serializeToString(document));
}

function prune(element: Element): void {
  for (const attribute of Array.from(element.attributes)) {
    if (isPlace(attribute.namespaceURI, attribute.localName)) element.removeAttributeNode(attribute);
  }
  for (const child of Array.from(element.childNodes) as Node[]) {
    if (child.nodeType !== 1) continue;
    const inner = child as Element;
    if (isPlace(inner.namespaceURI, inner.localName)) element.removeChild(inner);
    else prune(inner);
  }
}

/** IPTC-IIM 4.2, record 2: content location code and name, city, sub-location, state, country code, country name. */
const PLACE_DATASETS = new Set([26, 27, 90, 92, 95, 100, 101]);
const PHOTOSHOP_HEADER = 'Photoshop 3.0\0';
/** Photoshop image resource that holds the IIM records. */
const IIM_RESOURCE = 0x0404;

/**
 * IPTC-IIM without its places, as libvips keeps it: a Photoshop block of image resources (JPEG) or bare records (TIFF).
 * Of the other resources none stay: they may hold whole copies of EXIF and XMP.
 * @returns null where nothing is left or it cannot be read
 */
export function withoutLocationIptc(data: Uint8Array): Uint8Array | null {
  const header = String.fromCharCode(...data.subarray(0, PHOTOSHOP_HEADER.length));
  const inBlock = header === PHOTOSHOP_HEADER;
  const records = inBlock ? findResource(data.subarray(PHOTOSHOP_HEADER.length)) : data;
  if (!records) return null;
  const kept = keepRecords(records);
  if (!kept || kept.length === 0) return null;
  return inBlock ? wrapResource(kept) : kept;
}

/** Adobe Photoshop File Formats, "Image resource blocks": "8BIM", id, Pascal name padded to even, size, data padded. */
function findResource(data: Uint8Array): Uint8Array | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + 12 <= data.length) {
    if (String.fromCharCode(...data.subarray(at, at + 4)) !== '8BIM') return null;
    const id = view.getUint16(at + 4);
    const nameBytes = 1 + view.getUint8(at + 6);
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > data.length) return null;
    const size = view.getUint32(sizeAt);
    const start = sizeAt + 4;
    if (start + size > data.length) return null;
    if (id === IIM_RESOURCE) return data.subarray(start, start + size);
    at = start + size + (size % 2);
  }
  return null;
}

function wrapResource(records: Uint8Array): Uint8Array {
  const padding = records.length % 2;
  const block = new Uint8Array(PHOTOSHOP_HEADER.length + 12 + records.length + padding);
  const view = new DataView(block.buffer);
  block.set(new TextEncoder().encode(`${PHOTOSHOP_HEADER}8BIM`));
  view.setUint16(PHOTOSHOP_HEADER.length + 4, IIM_RESOURCE);
  view.setUint32(PHOTOSHOP_HEADER.length + 8, records.length);
  block.set(records, PHOTOSHOP_HEADER.length + 12);
  return block;
}

/** IIM 4.2, §1.5: a data set is 0x1C, record, data set, then a 15-bit length or the length of an extended length. */
function keepRecords(data: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 5 <= data.length && data[at] === 0x1c) {
    const record = data[at + 1];
    const dataset = data[at + 2] ?? 0;
    let length = ((data[at + 3] ?? 0) << 8) | (data[at + 4] ?? 0);
    let start = at + 5;
    if (length & 0x8000) {
      const lengthBytes = length & 0x7fff;
      if (lengthBytes > 4) return null;
      length = 0;
      for (let i = 0; i < lengthBytes; i++) length = length * 256 + (data[start + i] ?? 0);
      start += lengthBytes;
    }
    const end = start + length;
    if (end > data.length) return null;
    if (!(record === 2 && PLACE_DATASETS.has(dataset))) parts.push(data.subarray(at, end));
    at = end;
  }
  const kept = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    kept.set(part, to);
    to += part.length;
  }
  return kept;
}
