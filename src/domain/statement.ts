import type { Field } from './field';
import type { ExportProfile } from './profile';

/**
 * What an export says of itself: properties as fields name them ("dc:title", "iptc:City", "exif:Artist"). Null takes
 * what the original says away: somebody emptied the field.
 */
export type Statement = Readonly<Record<string, string | readonly string[] | null>>;

/** Properties that profiles with "copyright only" write. */
const COPYRIGHT: ReadonlySet<string> = new Set([
  'dc:rights',
  'dc:creator',
  'xmpRights:UsageTerms',
  'xmpRights:WebStatement',
  'xmpRights:Owner',
  'photoshop:Credit',
  'iptc:CopyrightNotice',
  'iptc:By-line',
  'iptc:Credit',
  'exif:Copyright',
  'exif:Artist',
]);

/** The part of a statement that a profile's metadata policy lets through; location is taken out where it is written. */
export function allowed(statement: Statement, policy: ExportProfile['metadata']): Statement {
  if (policy === 'none') return {};
  if (policy !== 'copyright-only') return statement;
  return Object.fromEntries(
    Object.entries(statement).filter(([property, value]) => COPYRIGHT.has(property) && value !== null),
  );
}

const LOCATION =
  /^(?:photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location.*|iptc:(?:Sub-location|City|Province-State|Country-PrimaryLocation(?:Name|Code))|exif:GPS.*)$/;

const isLocation = (property: string): boolean => LOCATION.test(property);

/**
 * What may stand beside a file that a profile makes: as what may stand in it, and where places are taken out of the file
 * they are not in the statement either.
 */
export function allowedBeside(statement: Statement, policy: ExportProfile['metadata']): Statement {
  const said = allowed(statement, policy);
  if (policy !== 'all-but-location') return said;
  return Object.fromEntries(Object.entries(said).filter(([property]) => !isLocation(property)));
}

/** The fields whose values may stand beside such a file. */
export function fieldsBeside(fields: readonly Field[], policy: ExportProfile['metadata']): Field[] {
  switch (policy) {
    case 'everything':
      return [...fields];
    case 'all-but-location':
      return fields.filter(({ type, properties }) => type !== 'place' && !properties.some(isLocation));
    case 'copyright-only':
      return fields.filter(({ properties }) => properties.some((property) => COPYRIGHT.has(property)));
    case 'none':
      return [];
  }
}
