/**
 * How one property lists what another says: as text of its own, as a list, as paths whose last part is the keyword
 * ("Places|Paris"), or in a structure of its own (regions of faces, ACDSee's categories).
 */
export type SynonymForm = 'text' | 'list' | 'joined' | 'paths-by-bar' | 'paths-by-slash' | 'acdsee' | 'regions';

export interface Synonym {
  property: string;
  form: SynonymForm;
}

const text = (property: string): Synonym => ({ property, form: 'text' });
const list = (property: string): Synonym => ({ property, form: 'list' });

/**
 * XMP has namespaces of its own for EXIF's tags. So that neither is taken for the other, "exif:" is EXIF itself, and what XMP
 * says in the namespace that it calls "exif" is "xmp-exif:" here.
 * @returns the property of XMP that mirrors a tag of EXIF
 */
export function mirrorOf(property: string): string | undefined {
  return property.startsWith('exif:') ? `xmp-${property}` : undefined;
}

/**
 * Properties that say the same as one that fields name, in the order in which they are believed where nothing better
 * is there. What is read from here is also taken out from here: what somebody removed must not stay under another name.
 * By the property of XMP that the field has (IPTC Photo Metadata 2023.2; MWG guidelines 2.0, §5; ExifTool's names).
 */
export const SYNONYMS: Readonly<Record<string, readonly Synonym[]>> = {
  'dc:title': [
    text('iptc:ObjectName'),
    text('photoshop:DocumentTitle'),
    text('acdsee:caption'),
    text('exif:XPTitle'),
    text('png:Title'),
    text('svg:title'),
  ],
  'dc:description': [
    text('iptc:Caption-Abstract'),
    text('tiff:ImageDescription'),
    text('acdsee:notes'),
    text('exif:ImageDescription'),
    text('exif:XPComment'),
    text('exif:XPSubject'),
    text('exif:UserComment'),
    text('png:Description'),
    text('png:Comment'),
    text('gif:Comment'),
    text('jpeg:Comment'),
    text('svg:desc'),
  ],
  'dc:subject': [
    list('iptc:Keywords'),
    { property: 'lr:hierarchicalSubject', form: 'paths-by-bar' },
    { property: 'digiKam:TagsList', form: 'paths-by-slash' },
    { property: 'MicrosoftPhoto:LastKeywordXMP', form: 'paths-by-slash' },
    { property: 'MicrosoftPhoto:LastKeywordIPTC', form: 'paths-by-slash' },
    { property: 'mediapro:CatalogSets', form: 'paths-by-bar' },
    { property: 'acdsee:categories', form: 'acdsee' },
    { property: 'acdsee:keywords', form: 'list' },
    { property: 'exif:XPKeywords', form: 'joined' },
    { property: 'png:Keywords', form: 'joined' },
  ],
  'dc:creator': [
    list('iptc:By-line'),
    text('tiff:Artist'),
    text('acdsee:author'),
    { property: 'exif:Artist', form: 'joined' },
    { property: 'exif:XPAuthor', form: 'joined' },
    text('png:Author'),
  ],
  'dc:rights': [text('iptc:CopyrightNotice'), text('tiff:Copyright'), text('exif:Copyright'), text('png:Copyright')],
  'Iptc4xmpExt:PersonInImage': [
    { property: 'mwg-rs:Regions', form: 'regions' },
    { property: 'MP:RegionInfo', form: 'regions' },
    { property: 'mediapro:People', form: 'list' },
  ],
  'photoshop:DateCreated': [text('exif:DateTimeOriginal'), text('iptc:DateCreated'), text('png:CreationTime')],
  'xmp:Rating': [text('MicrosoftPhoto:Rating'), text('acdsee:rating'), text('exif:Rating'), text('exif:RatingPercent')],
  'photoshop:Headline': [text('iptc:Headline')],
  'photoshop:AuthorsPosition': [list('iptc:By-lineTitle')],
  'photoshop:CaptionWriter': [list('iptc:Writer-Editor')],
  'photoshop:Credit': [text('iptc:Credit')],
  'photoshop:Source': [text('iptc:Source'), text('png:Source')],
  'photoshop:Instructions': [text('iptc:SpecialInstructions')],
  'photoshop:TransmissionReference': [text('iptc:OriginalTransmissionReference')],
  'Iptc4xmpCore:Location': [text('iptc:Sub-location')],
  'photoshop:City': [text('iptc:City')],
  'photoshop:State': [text('iptc:Province-State')],
  'photoshop:Country': [text('iptc:Country-PrimaryLocationName')],
  'Iptc4xmpCore:CountryCode': [text('iptc:Country-PrimaryLocationCode')],
};

/**
 * What somebody may have written there, and what cameras, trackers and programs write there as well (a route, settings, an
 * address): offered where a field has nothing better, and never believed by itself.
 */
export const NEVER_BELIEVED: ReadonlySet<string> = new Set(['exif:UserComment', 'exif:XPSubject']);
