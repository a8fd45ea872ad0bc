import type { Asset } from '../domain/asset';
import { isBoilerplate } from '../domain/boilerplate';
import { mayStay } from '../domain/disclosure';
import { type EmbeddedProperties, originOf } from '../domain/embedded';
import { type Field, type FieldValue, isEmpty, isList, isPlace, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { Stated, Statement } from '../domain/statement';
import { SYNONYMS } from '../domain/synonyms';
import { type Belief, beliefOf } from './belief';
import { FIELDS } from './index';

/** What a file says of itself, and what an older program had read of it where the asset may be of that time. */
interface ReadOfFile {
  properties: EmbeddedProperties;
  before?: EmbeddedProperties;
}

/**
 * What the fields of an asset say, told from what its file says: a field whose value differs from what is believed of the file
 * alone was changed here (by hand, by a sidecar, by what an upload was given). A property that nobody touched is never in
 * `changed`, also where it could not be read. A retired field says nothing: what the file says of it stays.
 * @param file what the current version's file says of itself
 */
export function statementOf(
  asset: Pick<Asset, 'title' | 'rating' | 'fields'>,
  fields: readonly Field[],
  { properties: file, before: earlier }: ReadOfFile,
): Statement {
  const changed: Record<string, Stated | null> = {};
  const unchanged: Record<string, Stated> = {};
  const removed: Record<string, readonly string[]> = {};
  const hearsay: string[] = [];
  for (const field of fields) {
    if (field.retired) continue;
    const now = fieldValue(asset, field.id);
    const belief = beliefOf(originOf(file), field);
    const before = belief?.value ?? null;
    if (belief && earlier && beganSo(now, belief, { earlier, field })) continue;
    for (const property of field.properties) {
      const [mine, theirs] = [partFor(property, now), partFor(property, before)];
      const said = stated(mine, field);
      if (!sameValue(mine, theirs)) changed[property] = said;
      else if (said !== null) {
        unchanged[property] = said;
        if (!isTold(file, field)) hearsay.push(property);
      }
      const gone = isList(theirs) ? theirs.filter((item) => !(isList(mine) && mine.includes(item))) : [];
      if (gone.length > 0) removed[property] = gone;
    }
  }
  return { changed, unchanged, removed, ...(hearsay.length > 0 ? { hearsay } : {}) };
}

/** Whether a file says something of a field in a property that may stand in an export which is not told everything. */
function isTold(file: EmbeddedProperties, { properties }: Field): boolean {
  const synonyms = properties.flatMap((property) => SYNONYMS[property] ?? []).map(({ property }) => property);
  const open = new Set([...properties, ...synonyms].filter((property) => mayStay(property, 'all-but-location')));
  // A structure is known by its paths ("mwg-rs:Regions/…").
  return Object.keys(file).some((property) => open.has(property.split(/[[/]/)[0] ?? ''));
}

interface Earlier {
  earlier: EmbeddedProperties;
  field: Field;
}

/**
 * Whether an asset of an older program's time is as that program made it: without what it did not read, or with what it believed
 * instead. Nobody changed such a field here, whatever is believed of the file by now.
 */
function beganSo(now: FieldValue, belief: Belief, { earlier, field }: Earlier): boolean {
  // That program read the field's own properties and no others.
  if (isEmpty(now)) return beliefOf(originOf(earlier), field, { synonyms: false }) === undefined;
  return belief.others.some((other) => sameValue(other.value, now)) || isBoilerplate(FIELDS[field.type].print(now));
}

/** The part of a value that a property states: a place has a name and a position. */
function partFor(property: string, value: FieldValue): FieldValue {
  if (!isPlace(value)) return value;
  if (property !== 'exif:GPSPosition') return value.name || null;
  const { latitude, longitude } = value;
  return latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
}

function stated(value: FieldValue, field: Field): Stated | null {
  if (isEmpty(value)) return null;
  if (isList(value)) return value;
  return typeof value === 'string' ? value : FIELDS[field.type].print(value);
}
