import type { Asset } from '../domain/asset';
import { type EmbeddedProperties, originOf } from '../domain/embedded';
import { type Field, type FieldValue, isEmpty, isList, isPlace, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { Stated, Statement } from '../domain/statement';
import { beliefOf } from './belief';
import { FIELDS } from './index';

/**
 * What the fields of an asset say, told from what its file says: a field whose value differs from what is believed of the file
 * alone was changed here (by hand, by a sidecar, by what an upload was given). A property that nobody touched is never in
 * `changed`, also where it could not be read. A retired field says nothing: what the file says of it stays.
 * @param file what the current version's file says of itself
 */
export function statementOf(
  asset: Pick<Asset, 'title' | 'rating' | 'fields'>,
  fields: readonly Field[],
  file: EmbeddedProperties,
): Statement {
  const changed: Record<string, Stated | null> = {};
  const unchanged: Record<string, Stated> = {};
  const removed: Record<string, readonly string[]> = {};
  for (const field of fields) {
    if (field.retired) continue;
    const now = fieldValue(asset, field.id);
    const before = beliefOf(originOf(file), field)?.value ?? null;
    for (const property of field.properties) {
      const [mine, theirs] = [partFor(property, now), partFor(property, before)];
      const said = stated(mine, field);
      if (!sameValue(mine, theirs)) changed[property] = said;
      else if (said !== null) unchanged[property] = said;
      const gone = isList(theirs) ? theirs.filter((item) => !(isList(mine) && mine.includes(item))) : [];
      if (gone.length > 0) removed[property] = gone;
    }
  }
  return { changed, unchanged, removed };
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
