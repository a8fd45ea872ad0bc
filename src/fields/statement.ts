import type { Asset } from '../domain/asset';
import { type Field, isEmpty, isPlace } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { Statement } from '../domain/statement';
import { FIELDS } from './index';

/**
 * What the fields of an asset say, by property. A retired field says nothing: what the file says of it stays.
 */
export function statementOf(asset: Pick<Asset, 'title' | 'rating' | 'fields'>, fields: readonly Field[]): Statement {
  const statement: Record<string, string | readonly string[] | null> = {};
  for (const field of fields) {
    if (field.retired) continue;
    const value = fieldValue(asset, field.id);
    for (const property of field.properties) {
      if (isEmpty(value)) statement[property] = null;
      else if (isPlace(value)) {
        const { name, latitude, longitude } = value;
        if (property === 'exif:GPSPosition') {
          statement[property] = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
        } else statement[property] = name || null;
      } else if (Array.isArray(value)) statement[property] = value as readonly string[];
      else statement[property] = FIELDS[field.type].print(value);
    }
  }
  return statement;
}
