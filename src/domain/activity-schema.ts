import * as v from 'valibot';
import type { Deed, NamedField, StepDeed } from './activity';
import { countSchema, listOf, rowSchema, schemaOf, timeSchema } from './row-schema';

const nothing = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type) });
const counted = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type), count: countSchema });
const named = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type), name: v.string() });
const namedAndCounted = <Type extends string>(type: Type) =>
  v.strictObject({ type: v.literal(type), name: v.string(), count: countSchema });
const ofFile = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type), fileName: v.string() });
const ofVersion = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type), number: countSchema });

const fields = listOf(rowSchema<NamedField>()({ id: v.string(), label: v.string() }));

export const stepDeedSchema = schemaOf<StepDeed>()(
  v.variant('type', [
    v.strictObject({ type: v.literal('edit'), fields, categories: v.boolean(), count: countSchema }),
    namedAndCounted('add-to-category'),
    counted('import-table'),
    counted('apply-sidecars'),
    counted('delete'),
    counted('restore'),
    counted('clone'),
    ofFile('duplicate-metadata'),
    counted('merge-duplicates'),
    ofFile('add-version'),
    ofVersion('make-current'),
    ofVersion('delete-version'),
    counted('add-note'),
    nothing('edit-note'),
    nothing('delete-note'),
    named('create-category'),
    counted('create-categories'),
    named('edit-category'),
    nothing('move-category'),
    named('delete-category'),
    named('create-collection'),
    namedAndCounted('add-to-collection'),
    namedAndCounted('remove-from-collection'),
    counted('move-in-collection'),
    named('rename-collection'),
    nothing('set-collection-profile'),
    nothing('set-collection-cover'),
    nothing('set-item-profile'),
    named('delete-collection'),
    v.strictObject({ type: v.literal('told'), text: v.string() }),
  ]),
);

export const deedSchema = schemaOf<Deed>()(
  v.union([
    stepDeedSchema,
    v.strictObject({ type: v.picklist(['undo', 'redo']), deed: stepDeedSchema }),
    v.strictObject({
      type: v.picklist(['merge-backup', 'replace-by-backup']),
      count: countSchema,
      madeAt: timeSchema,
    }),
  ]),
);
