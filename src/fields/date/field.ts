import { parseDate } from '../../text/partial-date';
import { emptyLast, type FieldType, TEXT } from '../field-type';

export const date: FieldType = {
  id: 'date',
  label: 'Date',
  editing: 'whole',
  ...TEXT,
  parse: (from) => (from.trim() === '' ? null : parseDate(from)),
  // ISO dates sort as text; "1923" stands before "1923-05".
  compare: (a, b) => emptyLast(a, b, () => (String(a) < String(b) ? -1 : Number(String(a) > String(b)))),
};
