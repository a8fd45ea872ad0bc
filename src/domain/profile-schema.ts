import * as v from 'valibot';
import { type ExportProfile, FORMAT_IDS } from './profile';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const percentage = v.pipe(v.number(), v.minValue(1), v.maxValue(100));
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const sizeSchema = v.variant('type', [
  v.strictObject({ type: v.literal('full') }),
  v.strictObject({ type: v.literal('long-edge'), pixels }),
  v.strictObject({
    type: v.literal('box'),
    width: pixels,
    height: pixels,
    fit: v.picklist(['inside', 'cover', 'pad']),
  }),
  v.strictObject({ type: v.literal('percent'), percent: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)) }),
]);

const watermarkSchema = v.strictObject({
  source: v.variant('type', [
    v.strictObject({ type: v.literal('text'), text }),
    v.strictObject({ type: v.literal('asset'), assetId: text }),
  ]),
  place: v.picklist(['centre', 'north-west', 'north-east', 'south-west', 'south-east']),
  size: percentage,
  opacity: percentage,
});

/** An export profile as it is written in `installation.json`; what is left out has the usual value. */
export const profileSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is lower-case letters, digits and hyphens')),
  name: text,
  kinds: v.optional(v.array(v.picklist(['image', 'vector'])), ['image', 'vector']),
  format: v.picklist(FORMAT_IDS),
  size: sizeSchema,
  enlarge: v.optional(v.boolean(), false),
  dpi: v.optional(v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(10_000))), null),
  crop: v.optional(v.nullable(v.picklist(['centre', 'attention', 'focal-point'])), null),
  background: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)), '#ffffff'),
  colour: v.optional(
    v.strictObject({ space: v.picklist(['srgb', 'p3', 'own']), embed: v.optional(v.boolean(), true) }),
    { space: 'srgb', embed: true },
  ),
  quality: v.optional(percentage, 80),
  lossless: v.optional(v.boolean(), false),
  effort: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))), null),
  maxBytes: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1000))), null),
  sharpen: v.optional(v.boolean(), false),
  watermark: v.optional(v.nullable(watermarkSchema), null),
  metadata: v.picklist(['everything', 'all-but-location', 'copyright-only', 'none']),
  nameTemplate: v.optional(v.nullable(text), null),
}) satisfies v.GenericSchema<unknown, ExportProfile>;
