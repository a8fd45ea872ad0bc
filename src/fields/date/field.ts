import { parseDate } from '../../text/partial-date';
import { type FieldType, TEXT } from '../field-type';

export const date: FieldType = {
  id: 'date',
  label: 'Date',
  editing: 'whole',
  ...TEXT,
  parse: (from) => (from.trim() === '' ? null : parseDate(from)),
  // ISO dates sort as text; "1923" stands before "1923-05".
  compare: (a, b) => (TEXT.print(a) < TEXT.print(b) ? -1 : Number(TEXT.print(a) > TEXT.print(b))),
  problem: 'This is no date. Write 1923, 1923-05 or 1923-05-08.',
};
