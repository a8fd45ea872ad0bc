import type { FieldTypeId } from '../domain/field';
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
