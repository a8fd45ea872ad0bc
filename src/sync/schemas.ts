import * as v from 'valibot';

import { AppError } from '../domain/errors';
import { isStamp, type Stamp } from '../domain/stamp';

/** What objects in a storage say: anybody who can write there may have written it. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const stampSchema = v.custom<Stamp>(isStamp, 'is no stamp');
const device = v.pipe(v.string(), v.regex(/^[-\w]{43}$/));
const cells = v.record(v.string(), v.unknown());
const vector = v.record(device, count);
/** Version of the format of log, heads and states. */
export const FORMAT_VERSION = 1;
const version = v.literal(FORMAT_VERSION);

export const librarySchema = v.object({
  format: v.literal('satchel-library'),
  version,
  id: v.pipe(v.string(), v.minLength(1)),
  made: v.pipe(v.number(), v.finite()),
  encryption: v.picklist(['age', 'none']),
});
export type LibraryFile = v.InferOutput<typeof librarySchema>;

export const headSchema = v.object({
  v: version,
  seq: count,
  read: vector,
  at: v.pipe(v.number(), v.finite()),
  client: v.string(),
});
export type Head = v.InferOutput<typeof headSchema>;

export const logHeadSchema = v.object({
  v: version,
  device,
  seq: count,
  prev: v.string(),
  known: v.record(v.string(), stampSchema),
  sig: v.string(),
});
export type LogHead = v.InferOutput<typeof logHeadSchema>;

export const stepSchema = v.object({
  t: stampSchema,
  what: v.string(),
  by: v.string(),
  set: v.record(v.string(), v.record(v.string(), cells)),
  gone: v.array(v.string()),
});
export type Step = v.InferOutput<typeof stepSchema>;

export const stateHeadSchema = v.object({
  v: version,
  device,
  at: v.pipe(v.number(), v.finite()),
  covers: vector,
  gone: v.array(v.tuple([v.string(), stampSchema])),
  sig: v.string(),
});
export type StateHead = v.InferOutput<typeof stateHeadSchema>;

export const partSchema = v.object({
  of: v.string(),
  name: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  from: v.string(),
  to: v.string(),
  rows: count,
});
export type Part = v.InferOutput<typeof partSchema>;

export const rowSchema = v.union([
  v.tuple([v.string(), v.string(), stampSchema, cells]),
  v.tuple([v.string(), v.string(), stampSchema, cells, v.record(v.string(), stampSchema)]),
]);
export type PartRow = v.InferOutput<typeof rowSchema>;

export const memberSchema = v.object({
  n: count,
  device,
  name: v.string(),
  role: v.picklist(['viewer', 'contributor', 'editor', 'owner']),
  by: device,
  sig: v.string(),
});
export type Member = v.InferOutput<typeof memberSchema>;

export const blobSchema = v.object({
  at: v.pipe(v.string(), v.regex(/^[0-9a-f]{2}\/[0-9a-f]{38}\.[-\w]{16}$/)),
  bytes: count,
  pieces: v.pipe(count, v.minValue(1), v.maxValue(10_000)),
});
export type StoredBlob = v.InferOutput<typeof blobSchema>;

export const inPackSchema = v.tuple([v.pipe(v.string(), v.regex(/^[-\w]{16}$/)), count, count]);

/** What lies beside previews in a pack: their media types by size, and what the file says of itself. */
export const metaSchema = v.object({ types: v.record(v.string(), v.string()), embedded: v.unknown() });

/** @throws AppError "backup-newer" where a later format says what it is, "backup-damaged" where it is something else */
export function read<S extends v.GenericSchema<unknown>>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const later = v.safeParse(v.object({ v: v.optional(v.number()), version: v.optional(v.number()) }), value);
  const number = later.success ? (later.output.v ?? later.output.version ?? 0) : 0;
  throw new AppError(number > FORMAT_VERSION ? 'backup-newer' : 'backup-damaged');
}
