import * as v from 'valibot';
import type { Deed, StepDeed } from '../domain/activity';
import { deedSchema, stepDeedSchema } from '../domain/activity-schema';
import { assetSchema, versionSchema } from '../domain/asset-schema';
import { editSchema } from '../domain/bulk-edit-schema';
import { categorySchema } from '../domain/category-schema';
import { collectionItemSchema, collectionSchema } from '../domain/collection-schema';
import { embeddedPropertiesSchema } from '../domain/embedded-schema';
import { ERROR_CODES } from '../domain/errors';
import type { AssetId, BlobHash, JobId, UndoId } from '../domain/ids';
import { noteSchema } from '../domain/note-schema';
import { PREVIEW_SIZES } from '../domain/preview';
import { countSchema, hashSchema, idSchema, listOf, rowSchema, schemaOf, timeSchema } from '../domain/row-schema';
import { shareSchema } from '../domain/share-schema';
import type {
  ActivityRow,
  BlobRow,
  CarrierRow,
  ChunkRow,
  DerivativeRow,
  EmbeddedRow,
  ExpectedFile,
  ExportRow,
  JobRow,
  PreviewRow,
  RowChange,
  SettingRow,
  UndoRow,
  UndoTable,
  UploadEdits,
  UploadFolder,
  UploadRow,
} from './rows';
import { STORAGE_ROW_SCHEMAS } from './storage-row-schemas';

const storedBytes = {
  blob: v.nullable(v.instance(Blob)),
  chunkCount: countSchema,
  bytes: countSchema,
  type: v.string(),
};

const blobSchema = rowSchema<BlobRow>()({ ...storedBytes, hash: hashSchema<string>() });

/** Chunks are an original's by its hash, or a made file's by its key. */
const chunkSchema = rowSchema<ChunkRow>()({ hash: v.string(), index: countSchema, data: v.instance(ArrayBuffer) });

const previewSchema = rowSchema<PreviewRow>()({
  blobHash: hashSchema<BlobHash>(),
  size: v.picklist(PREVIEW_SIZES),
  type: v.string(),
  data: v.instance(ArrayBuffer),
});

const derivativeSchema = rowSchema<DerivativeRow>()({
  ...storedBytes,
  blobHash: hashSchema<BlobHash>(),
  fingerprint: v.string(),
  key: v.string(),
  usedAt: timeSchema,
  sha256: v.optional(hashSchema<string>()),
});

const expectedFile = rowSchema<ExpectedFile>()({
  index: countSchema,
  name: v.string(),
  bytes: countSchema,
  failure: v.nullable(v.picklist(ERROR_CODES)),
});

const uploadEdits = rowSchema<UploadEdits>()({
  all: editSchema,
  single: v.record(v.string(), editSchema),
  folders: v.optional(v.picklist(['none', 'categories', 'keywords'])),
});

const uploadFolder = rowSchema<UploadFolder>()({
  names: listOf(v.string()),
  fromTakeout: v.boolean(),
  indexes: listOf(countSchema),
});

const uploadSchema = rowSchema<UploadRow>()({
  id: idSchema<JobId>(),
  kind: v.literal('upload'),
  createdAt: timeSchema,
  finishedAt: timeSchema,
  expected: v.array(expectedFile),
  nextIndex: v.optional(countSchema),
  edits: v.optional(uploadEdits),
  folders: v.optional(v.array(uploadFolder)),
  handles: v.array(v.custom<FileSystemHandle>((value) => value instanceof FileSystemHandle)),
});

const exportSchema = rowSchema<ExportRow>()({
  id: idSchema<JobId>(),
  kind: v.literal('export'),
  createdAt: timeSchema,
  stored: v.string(),
  name: v.string(),
  title: v.string(),
  bytes: countSchema,
  failures: countSchema,
  originals: v.optional(v.boolean()),
});

const jobSchema = schemaOf<JobRow>()(v.variant('kind', [uploadSchema, exportSchema]));

/** What a setting is worth is told by whoever reads it. */
const settingSchema = rowSchema<SettingRow>()({ key: v.string(), value: v.unknown() });
const carrierSchema = rowSchema<CarrierRow>()({ id: v.string(), settings: v.unknown() });

const activity = {
  id: v.optional(countSchema),
  at: timeSchema,
  who: v.string(),
  count: v.optional(countSchema),
  assetIds: v.array(idSchema<AssetId>()),
  many: v.string(),
  big: v.picklist([0, 1]),
};

/** A row of an older program keeps the words. */
const activitySchema = schemaOf<ActivityRow>()(
  v.union([
    rowSchema<Extract<ActivityRow, { deed: Deed }>>()({ ...activity, deed: deedSchema }),
    rowSchema<Extract<ActivityRow, { what: string }>>()({ ...activity, what: v.string() }),
  ]),
);

/** Rows that a step brings back, and parts of rows that it puts back, by table. */
const undone = {
  assets: { row: assetSchema, part: v.partial(assetSchema) },
  versions: { row: versionSchema, part: v.partial(versionSchema) },
  categories: { row: categorySchema, part: v.partial(categorySchema) },
  notes: { row: noteSchema, part: v.partial(noteSchema) },
  collections: { row: collectionSchema, part: v.partial(collectionSchema) },
  collectionItems: { row: collectionItemSchema, part: v.partial(collectionItemSchema) },
} satisfies Record<UndoTable, { row: v.GenericSchema; part: v.GenericSchema }>;

const changed = {
  table: v.picklist(['assets', 'versions', 'categories', 'notes', 'collections', 'collectionItems']),
  key: v.string(),
  assetId: v.nullable(idSchema<AssetId>()),
};
const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const rowChange = schemaOf<RowChange>()(
  v.pipe(
    v.variant('type', [
      v.strictObject({ ...changed, type: v.literal('patch'), before: v.record(v.string(), v.unknown()) }),
      v.strictObject({ ...changed, type: v.literal('row'), before: v.nullable(v.custom<object>(isObject)) }),
    ]),
    v.check(({ type, table, before }) => {
      const { row, part } = undone[table];
      return before === null || v.is(type === 'row' ? row : part, before);
    }, 'is no row of its table'),
  ),
);

const step = {
  id: idSchema<UndoId>(),
  at: timeSchema,
  undone: v.picklist([0, 1]),
  changes: v.array(rowChange),
  hashes: v.array(hashSchema<BlobHash>()),
};

const undoSchema = schemaOf<UndoRow>()(
  v.union([
    rowSchema<Extract<UndoRow, { deed: StepDeed }>>()({ ...step, deed: stepDeedSchema }),
    rowSchema<Extract<UndoRow, { what: string }>>()({ ...step, what: v.string() }),
  ]),
);

const embeddedSchema = rowSchema<EmbeddedRow>()({
  blobHash: hashSchema<BlobHash>(),
  properties: embeddedPropertiesSchema,
  reading: v.optional(countSchema),
  before: v.optional(embeddedPropertiesSchema),
});

/** What a row of each table is: whatever comes from outside (a backup, another device) is parsed with these before it is written. */
export const ROW_SCHEMAS = {
  assets: assetSchema,
  versions: versionSchema,
  blobs: blobSchema,
  chunks: chunkSchema,
  previews: previewSchema,
  derivatives: derivativeSchema,
  categories: categorySchema,
  collections: collectionSchema,
  collectionItems: collectionItemSchema,
  notes: noteSchema,
  shares: shareSchema,
  carriers: carrierSchema,
  jobs: jobSchema,
  undo: undoSchema,
  settings: settingSchema,
  activity: activitySchema,
  embedded: embeddedSchema,
  ...STORAGE_ROW_SCHEMAS,
} as const;
