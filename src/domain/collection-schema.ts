import * as v from 'valibot';
import type { Collection, CollectionItem } from './collection';
import type { AssetId, CollectionId, CollectionItemId } from './ids';
import { idSchema, pairOfIdsSchema, rowSchema, timeSchema } from './row-schema';

export const collectionSchema = rowSchema<Collection>()({
  id: idSchema<CollectionId>(),
  name: v.string(),
  profileId: v.string(),
  coverId: v.nullable(idSchema<AssetId>()),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export const collectionItemSchema = rowSchema<CollectionItem>()({
  id: pairOfIdsSchema<CollectionItemId>(),
  collectionId: idSchema<CollectionId>(),
  assetId: idSchema<AssetId>(),
  order: v.number(),
  profileId: v.nullable(v.string()),
});
