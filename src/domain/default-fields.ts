import type { Field, FieldTypeId } from './field';

interface Extra {
  help?: string;
  options?: string[];
}

function field(id: string, label: string, type: FieldTypeId, properties: string[], extra: Extra = {}): Field {
  return {
    id,
    label,
    type,
    required: false,
    help: extra.help ?? '',
    options: extra.options ?? [],
    initial: null,
    retired: false,
    properties,
  };
}

/**
 * The fields of the IPTC Photo Metadata Standard 2023.2 that people use, with its names. The properties of what is measured
 * stand in the order of the Metadata Working Group's guidelines 2.0, §5: EXIF has it from the instrument. What people write is
 * believed by who says it (docs/metadata.md), whatever the order here.
 */
export const DEFAULT_FIELDS: readonly Field[] = [
  field('title', 'Title', 'text', ['dc:title', 'iptc:ObjectName']),
  field('headline', 'Headline', 'text', ['photoshop:Headline', 'iptc:Headline']),
  field('description', 'Description', 'long-text', [
    'dc:description',
    'iptc:Caption-Abstract',
    'exif:ImageDescription',
  ]),
  field('alt-text', 'Alt text', 'text', ['Iptc4xmpCore:AltTextAccessibility'], {
    help: 'What the picture shows, for those who cannot see it.',
  }),
  field('keywords', 'Keywords', 'tags', ['dc:subject', 'iptc:Keywords']),
  field('rating', 'Rating', 'rating', ['xmp:Rating']),
  field('creator', 'Creator', 'person', ['dc:creator', 'iptc:By-line', 'exif:Artist']),
  field('creator-job-title', 'Creator’s job title', 'text', ['photoshop:AuthorsPosition', 'iptc:By-lineTitle']),
  field('date-created', 'Date created', 'date', ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'iptc:DateCreated']),
  field('copyright', 'Copyright notice', 'text', ['dc:rights', 'iptc:CopyrightNotice', 'exif:Copyright']),
  field('credit', 'Credit line', 'text', ['photoshop:Credit', 'iptc:Credit']),
  field('source', 'Source', 'text', ['photoshop:Source', 'iptc:Source']),
  field('usage-terms', 'Rights usage terms', 'long-text', ['xmpRights:UsageTerms']),
  field('web-statement', 'Web statement of rights', 'url', ['xmpRights:WebStatement']),
  field('instructions', 'Instructions', 'long-text', ['photoshop:Instructions', 'iptc:SpecialInstructions']),
  field('persons-shown', 'Persons shown', 'person', ['Iptc4xmpExt:PersonInImage']),
  field('place', 'Place', 'place', ['Iptc4xmpCore:Location', 'iptc:Sub-location', 'exif:GPSPosition'], {
    help: 'Where it was taken: a name, and coordinates where they are known.',
  }),
  field('city', 'City', 'text', ['photoshop:City', 'iptc:City']),
  field('state', 'Province or state', 'text', ['photoshop:State', 'iptc:Province-State']),
  field('country', 'Country', 'text', ['photoshop:Country', 'iptc:Country-PrimaryLocationName']),
  field('country-code', 'Country code', 'text', ['Iptc4xmpCore:CountryCode', 'iptc:Country-PrimaryLocationCode'], {
    help: 'ISO 3166: two or three letters.',
  }),
  field('job-id', 'Job identifier', 'text', ['photoshop:TransmissionReference', 'iptc:OriginalTransmissionReference']),
];
