import { type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import { readIim, writeIim } from './iim';
import { isPhotoshopBlock, photoshopBlock } from './photoshop';
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
const PLACE_DATASETS = new Set([0x21a, 0x21b, 0x25a, 0x25c, 0x25f, 0x264, 0x265]);

/**
 * IPTC-IIM without its places, as libvips keeps it: a Photoshop block of image resources (JPEG) or bare records (TIFF).
 * Of the other resources none stay: they may hold whole copies of EXIF and XMP.
 * @returns null where nothing is left or it cannot be read
 */
export function withoutLocationIptc(data: Uint8Array): Uint8Array | null {
  const kept = readIim(data)?.filter(({ id }) => !PLACE_DATASETS.has(id)) ?? [];
  if (kept.length === 0) return null;
  const records = writeIim(kept);
  return isPhotoshopBlock(data) ? photoshopBlock(records) : records;
}
