import type { Asset } from '../domain/asset';
import { type Field, isEmpty, isPlace } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { Stated, Statement } from '../domain/statement';
import { FIELDS } from './index';

/**
 * What the fields of an asset say, by property. A retired field says nothing: what the file says of it stays.
 */
export function statementOf(asset: Pick<Asset, 'title' | 'rating' | 'fields'>, fields: readonly Field[]): Statement {
  const changed: Record<string, Stated | null> = {};
  for (const field of fields) {
    if (field.retired) continue;
    const value = fieldValue(asset, field.id);
    for (const property of field.properties) {
      if (isEmpty(value)) changed[property] = null;
      else if (isPlace(value)) {
        const { name, latitude, longitude } = value;
        if (property === 'exif:GPSPosition') {
          changed[property] = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
        } else changed[property] = name || null;
      } else if (Array.isArray(value)) changed[property] = value as readonly string[];
      else changed[property] = FIELDS[field.type].print(value);
    }
  }
  return { changed, unchanged: {}, removed: {} };
}
