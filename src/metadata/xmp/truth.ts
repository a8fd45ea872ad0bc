import type { Document, Element } from '@xmldom/xmldom';
import type { Output } from '../output';
import { allPlaces, correct, removeProperty, takeOut } from './part';
import { correctRegions } from './regions';

const CONTAINER = 'http://ns.google.com/photos/1.0/container/';
const CAMERA = 'http://ns.google.com/photos/1.0/camera/';
/**
 * Spaces that tell of parts which lie behind a picture in its file, and which no export has: gain maps (Adobe's and ISO's, Apple's),
 * a film of the moment, depth.
 */
const OF_PARTS: ReadonlySet<string> = new Set([
  'http://ns.adobe.com/hdr-gain-map/1.0/',
  'http://ns.apple.com/HDRGainMap/1.0/',
  'http://ns.apple.com/pixeldatainfo/1.0/',
  'http://ns.apple.com/adjustment-settings/1.0/',
  CONTAINER,
  'http://ns.google.com/photos/1.0/container/item/',
  'http://ns.google.com/photos/dd/1.0/device/',
]);
/** Of Google's camera: what leads to a film behind the picture. */
const OF_FILMS = /^(?:MicroVideo|MotionPhoto)/;
/** Digests of EXIF by which old programs told whether it was changed; they are of another block. */
const NATIVE_DIGESTS = ['tiff:NativeDigest', 'xmp-exif:NativeDigest'];

/** Makes a packet say of the picture what is true of the export. */
export function correctXmp(document: Document, output: Output): void {
  const { width, height, colours } = output;
  correct(document, 'tiff:Orientation', '1');
  correct(document, 'tiff:ImageWidth', String(width));
  correct(document, 'tiff:ImageLength', String(height));
  correct(document, 'xmp-exif:PixelXDimension', String(width));
  correct(document, 'xmp-exif:PixelYDimension', String(height));
  correct(document, 'tiff:XResolution', `${Math.round(output.dpi * 100)}/100`);
  correct(document, 'tiff:YResolution', `${Math.round(output.dpi * 100)}/100`);
  correct(document, 'tiff:ResolutionUnit', '2');
  correct(document, 'dc:format', output.mime);
  if (colours !== null) {
    correct(document, 'xmp-exif:ColorSpace', colours === 'srgb' ? '1' : '65535');
    removeProperty(document, 'photoshop:ICCProfile');
  }
  for (const property of [...NATIVE_DIGESTS, 'xmp:Thumbnails', 'xmpNote:HasExtendedXMP']) {
    removeProperty(document, property);
  }
  for (const place of allPlaces(document)) {
    const { namespaceURI: namespace, localName: name } = place.node;
    if (OF_PARTS.has(namespace ?? '') || (namespace === CAMERA && OF_FILMS.test(name ?? ''))) takeOut(place);
  }
  correctRegions(document, output);
  const root: Element | null = document.documentElement;
  // Exports are written by this program: what wrote the packet before is told by xmp:CreatorTool and the history.
  root?.removeAttributeNS('adobe:ns:meta/', 'xmptk');
}
