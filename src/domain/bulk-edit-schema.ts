import * as v from 'valibot';
import type { CategoryEdit, Edit, FieldEdit } from './bulk-edit';
import { fieldValueSchema } from './field-schema';
import type { CategoryId } from './ids';
import { idSchema, listOf, rowSchema, schemaOf } from './row-schema';

const texts = listOf(v.string());
const ids = listOf(idSchema<CategoryId>());

const fieldEdit = schemaOf<FieldEdit>()(
  v.variant('type', [
    v.strictObject({ type: v.literal('set'), value: fieldValueSchema }),
    v.strictObject({ type: v.literal('add'), items: texts }),
    v.strictObject({ type: v.literal('remove'), items: texts }),
    v.strictObject({ type: v.literal('prepend'), text: v.string() }),
    v.strictObject({ type: v.literal('append'), text: v.string() }),
    v.strictObject({ type: v.literal('replace-text'), find: v.string(), replacement: v.string() }),
  ]),
);

const categoryEdit = schemaOf<CategoryEdit>()(
  v.variant('type', [
    v.strictObject({ type: v.literal('set'), ids }),
    v.strictObject({ type: v.literal('change'), add: ids, remove: ids }),
  ]),
);

export const editSchema = rowSchema<Edit>()({
  fields: v.record(v.string(), fieldEdit),
  categories: v.nullable(categoryEdit),
});
