import { type FieldTypeId, type FieldValue, isList, isPlace } from '../domain/field';
import { boolean } from './boolean/field';
import { choice } from './choice/field';
import { choices } from './choices/field';
import { date } from './date/field';
import type { FieldType } from './field-type';
import { longText } from './long-text/field';
import { number } from './number/field';
import { person } from './person/field';
import { place } from './place/field';
import { rating } from './rating/field';
import { tags } from './tags/field';
import { text } from './text/field';
import { url } from './url/field';

/** Every type of field, in the order in which Settings offers them. */
export const FIELDS = {
  text,
  'long-text': longText,
  number,
  date,
  boolean,
  choice,
  choices,
  tags,
  rating,
  url,
  person,
  place,
} satisfies Record<FieldTypeId, FieldType>;

/** The types of fields that are known, by the field's id. */
export type FieldTypes = Readonly<Record<string, FieldTypeId>>;

/**
 * What is known of a value of a field. Where the field is gone, or had another type when the value was given, what the value
 * is decides.
 */
export function fieldTypeOf(fieldId: string, value: FieldValue, types: FieldTypes): FieldType {
  const type = types[fieldId];
  if (type && FIELDS[type].print(value) !== '') return FIELDS[type];
  if (isList(value)) return tags;
  if (isPlace(value)) return place;
  if (typeof value === 'boolean') return boolean;
  return typeof value === 'number' ? number : text;
}
