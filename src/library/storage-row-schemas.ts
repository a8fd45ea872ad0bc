import * as v from 'valibot';
import { STAMPED_TABLES } from '../domain/cells';
import type { AssetId, BlobHash } from '../domain/ids';
import { countSchema, hashSchema, idSchema, rowSchema, schemaOf, timeSchema } from '../domain/row-schema';
import { isStamp, type Stamp } from '../domain/stamp';
import type { ClockRow, DeviceRow, OutboxRow, SentRow, StampRow, StatePart } from './rows';

/** Rows of a library that lies in a storage. None of them is ever carried elsewhere as it is. */

const stamp = v.custom<Stamp>(isStamp, 'is no stamp');
const stampOrNone = v.union([v.literal(''), stamp]);

const clockSchema = rowSchema<ClockRow>()({ key: v.literal('clock'), device: v.string(), founded: stamp, last: stamp });

const partSchema = rowSchema<StatePart>()({ of: v.string(), name: v.string(), from: v.string(), to: v.string() });

const deviceSchema = rowSchema<DeviceRow>()({
  key: v.literal('device'),
  storage: v.string(),
  folder: v.string(),
  library: v.string(),
  device: v.string(),
  signing: v.instance(CryptoKey),
  identity: v.nullable(v.string()),
  seq: countSchema,
  prev: v.string(),
  state: v.nullable(
    v.strictObject({ at: timeSchema, parts: v.array(partSchema), objects: countSchema, bytes: countSchema }),
  ),
  lookedAt: timeSchema,
  sheetKept: v.boolean(),
});

const stampSchema = rowSchema<StampRow>()({
  table: v.picklist(STAMPED_TABLES),
  id: v.string(),
  s: stamp,
  o: v.record(v.string(), stamp),
  gone: v.optional(stamp),
});

const cells = v.record(v.string(), v.record(v.string(), v.unknown()));

const outboxSchema = rowSchema<OutboxRow>()({
  n: countSchema,
  t: stamp,
  set: schemaOf<OutboxRow['set']>()(
    v.strictObject(Object.fromEntries([...STAMPED_TABLES, 'blobs'].map((table) => [table, v.optional(cells)]))),
  ),
  gone: v.array(idSchema<AssetId>()),
});

const place = v.pipe(v.tuple([v.string(), countSchema, countSchema]), v.readonly());

const sentSchema = rowSchema<SentRow>()({
  hash: hashSchema<BlobHash>(),
  at: v.string(),
  bytes: countSchema,
  pieces: countSchema,
  t: stampOrNone,
  packed: v.strictObject({ p320: v.optional(place), p1600: v.optional(place), meta: v.optional(place) }),
  packedAt: stampOrNone,
});

export const STORAGE_ROW_SCHEMAS = {
  sync: v.variant('key', [clockSchema, deviceSchema]),
  stamps: stampSchema,
  outbox: outboxSchema,
  sent: sentSchema,
} as const;
