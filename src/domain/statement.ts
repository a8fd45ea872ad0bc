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
