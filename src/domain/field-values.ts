import type { Asset } from './asset';
import { type FieldValue, type FieldValues, isEmpty, RATING, TITLE } from './field';

/** What an asset has of its own for the two fields that lists sort by; every other field is in `fields`. */
type Described = Pick<Asset, 'title' | 'rating' | 'fields'>;

/** An asset's value of a field; null where it has none. */
export function fieldValue(asset: Described, fieldId: string): FieldValue {
  if (fieldId === TITLE) return asset.title || null;
  if (fieldId === RATING) return asset.rating || null;
  return asset.fields[fieldId] ?? null;
}

/** All values of an asset by field id. */
export function valuesOf(asset: Described): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = { ...asset.fields };
  if (asset.title) values[TITLE] = asset.title;
  if (asset.rating) values[RATING] = asset.rating;
  return values;
}

/** The part of an asset's row that values are kept in, with some of them changed. */
export function withValues(asset: Described, changes: FieldValues): Described {
  const fields: Record<string, FieldValue> = { ...asset.fields };
  let { title, rating } = asset;
  for (const [id, value] of Object.entries(changes)) {
    if (id === TITLE) title = typeof value === 'string' ? value : '';
    else if (id === RATING) rating = typeof value === 'number' ? value : 0;
    else if (isEmpty(value)) delete fields[id];
    else fields[id] = value;
  }
  return { title, rating, fields };
}
