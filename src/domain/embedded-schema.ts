import * as v from 'valibot';
import type { BESIDE, Beside, EmbeddedProperties } from './embedded';
import { listOf, rowSchema, schemaOf } from './row-schema';

export const embeddedPropertiesSchema = schemaOf<EmbeddedProperties>()(
  v.record(
    v.string(),
    v.union([
      v.string(),
      v.number(),
      listOf(v.string()),
      v.strictObject({ languages: v.record(v.string(), v.string()) }),
    ]),
  ),
);

const said = v.optional(embeddedPropertiesSchema);

export const besideSchema = rowSchema<Beside>()({ share: said, sidecar: said, takeout: said } satisfies Record<
  (typeof BESIDE)[number],
  unknown
>);
