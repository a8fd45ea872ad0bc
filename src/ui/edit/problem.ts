import { type Field, type FieldValue, isEmpty } from '../../domain/field';

const PROBLEMS: Partial<Record<Field['type'], string>> = {
  date: 'This is no date. Write 1923, 1923-05 or 1923-05-08.',
  number: 'This is no number.',
  url: 'This is no web address. Write it as https://example.org.',
  place: 'Both coordinates are needed, in degrees: latitude −90 to 90, longitude −180 to 180.',
};

/**
 * What is wrong with what stands in a field, if anything.
 * @param value undefined where it cannot be read as a value of the field's type
 */
export function problemOf(field: Field, value: FieldValue | undefined): string | undefined {
  if (value === undefined) return PROBLEMS[field.type] ?? 'This is no value for this field.';
  return field.required && isEmpty(value) ? `${field.label} is required.` : undefined;
}
