import type { Field } from './field';
import type { ExportProfile } from './profile';

/** What a property says: one text, or the items of a list. */
export type Stated = string | readonly string[];

/**
 * What an export says of itself, by properties as fields name them ("dc:title", "iptc:City", "exif:Artist").
 * Only what somebody changed here is written over what the original says.
 */
export interface Statement {
  /** What somebody changed here, as it is now; null where they emptied it: it then goes out of everything that says the same. */
  readonly changed: Readonly<Record<string, Stated | null>>;
  /** What the file is believed to say and nobody changed: written only where the export would say nothing of it. */
  readonly unchanged: Readonly<Record<string, Stated>>;
  /** Items that somebody took out of a list, by property: they go out of everything that says the same. */
  readonly removed: Readonly<Record<string, readonly string[]>>;
}

export const NOTHING_SAID: Statement = { changed: {}, unchanged: {}, removed: {} };

/** All that a statement says now, changed or not. */
export function said({ changed, unchanged }: Statement): Record<string, Stated> {
  const all: Record<string, Stated> = { ...unchanged };
  for (const [property, value] of Object.entries(changed)) {
    if (value === null) delete all[property];
    else all[property] = value;
  }
  return all;
}

/** What is written into a file: null takes what the original says away. */
export function toWrite({ changed, unchanged }: Statement): Record<string, Stated | null> {
  return { ...unchanged, ...changed };
}

/** The part of a statement whose properties fulfil a condition. */
function only(statement: Statement, may: (property: string) => boolean): Statement {
  const part = <V>(values: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(values).filter(([property]) => may(property)));
  return {
    changed: part(statement.changed),
    unchanged: part(statement.unchanged),
    removed: part(statement.removed),
  };
}

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
  if (policy === 'none') return NOTHING_SAID;
  if (policy !== 'copyright-only') return statement;
  return only(statement, (property) => COPYRIGHT.has(property));
}

const LOCATION =
  /^(?:photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location.*|iptc:(?:Sub-location|City|Province-State|Country-PrimaryLocation(?:Name|Code))|exif:GPS.*)$/;

const isLocation = (property: string): boolean => LOCATION.test(property);

/**
 * What may stand beside a file that a profile makes: as what may stand in it, and where places are taken out of the file
 * they are not in the statement either.
 */
export function allowedBeside(statement: Statement, policy: ExportProfile['metadata']): Statement {
  const may = allowed(statement, policy);
  return policy === 'all-but-location' ? only(may, (property) => !isLocation(property)) : may;
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
