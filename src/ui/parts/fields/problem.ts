import { type Field, type FieldValue, isEmpty } from '../../../domain/field';
import { FIELDS } from '../../../fields';

/**
 * What is wrong with what stands in a field, if anything.
 * @param value undefined where it cannot be read as a value of the field's type
 */
export function problemOf(field: Field, value: FieldValue | undefined): string | undefined {
  if (value === undefined) return FIELDS[field.type].problem;
  return field.required && isEmpty(value) ? `${field.label} is required.` : undefined;
}
