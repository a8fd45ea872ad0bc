/** XMP namespaces by the prefix that everybody uses for them (XMP part 1 and 2, IPTC Photo Metadata 2023.2). */
export const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  x: 'adobe:ns:meta/',
  xml: 'http://www.w3.org/XML/1998/namespace',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  xmpBJ: 'http://ns.adobe.com/xap/1.0/bj/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  cc: 'http://creativecommons.org/ns#',
  MP: 'http://ns.microsoft.com/photo/1.2/',
  MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
  MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  mediapro: 'http://ns.iview-multimedia.com/mediapro/1.0/',
  acdsee: 'http://ns.acdsee.com/iptc/1.0/',
} as const;

const PREFIX_OF = new Map<string, string>([
  ...Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix] as const),
  // EXIF itself is "exif:": what XMP says in its own namespace of that name stands apart (see `mirrorOf`).
  [NAMESPACES.exif, 'xmp-exif'],
  // Windows and digiKam have written it with and without the end.
  ['http://ns.microsoft.com/photo/1.0', 'MicrosoftPhoto'],
]);

/** The prefix under which we know a namespace, else the one that the document gives it. */
export function prefixOf(uri: string | null, own: string | null): string {
  return (uri && PREFIX_OF.get(uri)) ?? own ?? 'ns';
}

export function namespaceOf(prefix: string): string | undefined {
  return (NAMESPACES as Record<string, string>)[prefix];
}

/** Properties that XMP gives in several languages, or as lists; all others are plain (IPTC 2023.2, XMP part 2). */
export const LANGUAGE_ALTERNATIVES: ReadonlySet<string> = new Set([
  'dc:title',
  'dc:description',
  'dc:rights',
  'xmpRights:UsageTerms',
  'Iptc4xmpCore:AltTextAccessibility',
  'Iptc4xmpCore:ExtDescrAccessibility',
]);
export const SEQUENCES: ReadonlySet<string> = new Set(['dc:creator', 'dc:date']);
export const BAGS: ReadonlySet<string> = new Set([
  'dc:subject',
  'dc:contributor',
  'dc:language',
  'dc:publisher',
  'dc:relation',
  'dc:type',
  'xmpRights:Owner',
  'photoshop:SupplementalCategories',
  'Iptc4xmpCore:Scene',
  'Iptc4xmpCore:SubjectCode',
  'Iptc4xmpExt:PersonInImage',
  'Iptc4xmpExt:OrganisationInImageName',
]);
