import * as v from 'valibot';
import type { Asset, Facts, Version } from './asset';
import { besideSchema } from './embedded-schema';
import { ERROR_CODES } from './errors';
import { fieldValueSchema } from './field-schema';
import type { AssetId, BlobHash, CategoryId, JobId, VersionId } from './ids';
import { countSchema, hashSchema, idSchema, listOf, rowSchema, timeSchema } from './row-schema';

const fieldValues = v.record(v.string(), fieldValueSchema);

const facts = rowSchema<Facts>()({
  width: v.number(),
  height: v.number(),
  dpi: v.nullable(v.number()),
  icc: v.nullable(v.string()),
  orientation: v.number(),
  capturedAt: v.nullable(v.string()),
  camera: v.nullable(v.string()),
  hasLocation: v.boolean(),
  hasAlpha: v.boolean(),
  pages: v.number(),
  standIns: v.optional(listOf(v.string())),
  withoutText: v.optional(v.boolean()),
  colour: v.nullable(v.string()),
});

export const assetSchema = rowSchema<Asset>()({
  id: idSchema<AssetId>(),
  currentVersionId: idSchema<VersionId>(),
  versionCount: countSchema,
  title: v.string(),
  fields: fieldValues,
  categoryIds: v.array(idSchema<CategoryId>()),
  rating: v.number(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  finalisedAt: timeSchema,
  deletedAt: timeSchema,
  state: v.picklist(['stored', 'ready', 'failed']),
  failure: v.nullable(v.picklist(ERROR_CODES)),
  attempts: v.optional(countSchema),
  origin: v.picklist(['upload', 'sample', 'clone', 'received']),
  uploadId: v.nullable(idSchema<JobId>()),
  uploadIndex: countSchema,
  fileName: v.string(),
  mime: v.string(),
  kind: v.picklist(['image', 'vector', 'document', 'video', 'audio', 'archive', 'other']),
  bytes: countSchema,
  blobHash: hashSchema<BlobHash>(),
  facts,
});

export const versionSchema = rowSchema<Version>()({
  id: idSchema<VersionId>(),
  assetId: idSchema<AssetId>(),
  number: countSchema,
  createdAt: timeSchema,
  blobHash: hashSchema<BlobHash>(),
  fileName: v.string(),
  modifiedAt: timeSchema,
  mime: v.string(),
  bytes: countSchema,
  facts,
  comment: v.string(),
  frozenFields: v.nullable(fieldValues),
  beside: v.optional(besideSchema),
});
