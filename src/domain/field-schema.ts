import * as v from 'valibot';
import { FIELD_TYPES, type Field, type FieldValue } from './field';
import { parsed } from './parsed';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const coordinate = (most: number) => v.nullable(v.pipe(v.number(), v.minValue(-most), v.maxValue(most)));

export const fieldValueSchema = v.union([
  v.null(),
  text(1_000_000),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.pipe(v.array(text(100_000)), v.maxLength(10_000), v.readonly()),
  v.strictObject({ name: text(10_000), latitude: coordinate(90), longitude: coordinate(180) }),
]) satisfies v.GenericSchema<unknown, FieldValue>;

/** A property's name as fields give it: a prefix and a name (see `Field.properties`). */
const property = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][\w.-]*:[A-Za-z][\w.-]*$/, 'a property is a prefix, a colon and a name, such as "dc:title"'),
);

/** A field as it is written in `installation.json`; what is left out has the usual value. */
export const fieldSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is lower-case letters, digits and hyphens')),
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  type: v.picklist(FIELD_TYPES),
  required: v.optional(v.boolean(), false),
  help: v.optional(text(500), ''),
  options: v.optional(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))), []),
  initial: v.optional(fieldValueSchema, null),
  retired: v.optional(v.boolean(), false),
  properties: v.optional(v.pipe(v.array(property), v.maxLength(20)), []),
}) satisfies v.GenericSchema<unknown, Field>;

/** Fields as they were stored by an edit in Settings; undefined where what is stored cannot be used. */
export function parseFields(value: unknown): Field[] | undefined {
  return parsed(v.pipe(v.array(fieldSchema), v.maxLength(500)), value);
}
