import { mayStay } from './disclosure';
import type { Field } from './field';
import type { ExportProfile } from './profile';

type Policy = ExportProfile['metadata'];

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
  /**
   * Properties among the unchanged ones whose value the file says only where nobody can tell what is said (a comment, Windows' tags):
   * where not everything is told they are not told at all.
   */
  readonly hearsay?: readonly string[];
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

/** The part of a statement that a profile's metadata policy lets through, into a file that it makes and beside it. */
export function allowed(statement: Statement, policy: Policy): Statement {
  if (policy === 'everything') return statement;
  const { hearsay = [], ...sure } = statement;
  const unchanged = Object.fromEntries(
    Object.entries(sure.unchanged).filter(([property]) => !hearsay.includes(property)),
  );
  return only({ ...sure, unchanged }, (property) => mayStay(property, policy));
}

/** Whether what an asset is called may stand beside such a file: where it may not, the file's name takes its place. */
export const titleGoesOut = (policy: Policy): boolean => policy === 'everything' || mayStay('dc:title', policy);

/** The fields whose values may stand beside such a file. Those that no file knows have no property: of them a place alone goes. */
export function fieldsBeside(fields: readonly Field[], policy: Policy): Field[] {
  switch (policy) {
    case 'everything':
      return [...fields];
    case 'all-but-location':
      return fields.filter(
        ({ type, properties }) => type !== 'place' && properties.every((property) => mayStay(property, policy)),
      );
    case 'copyright-only':
      return fields.filter(({ properties }) => properties.some((property) => mayStay(property, policy)));
    case 'none':
      return [];
  }
}
