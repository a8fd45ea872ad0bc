import * as v from 'valibot';
import type { Address } from '../text/addresses';
import { ERROR_CODES } from './errors';
import type { AssetId, CollectionId, ShareId } from './ids';
import { countSchema, idSchema, rowSchema, schemaOf, timeSchema } from './row-schema';
import { CARRIER_IDS, type Share, type ShareItem, STORAGE_IDS } from './share';
import type { StoragePlace, Undeleted } from './stored-object';

const place = schemaOf<StoragePlace | null>()(
  v.nullable(v.objectWithRest({ type: v.picklist(STORAGE_IDS) }, v.string())),
);

const undeleted = rowSchema<Undeleted>()({
  place,
  object: v.string(),
  url: v.string(),
  code: v.picklist(ERROR_CODES),
});

/** A share; what rows of older programs do not have is put into them. */
export const shareSchema = rowSchema<Share>()({
  id: idSchema<ShareId>(),
  name: v.string(),
  items: v.array(rowSchema<ShareItem>()({ assetId: idSchema<AssetId>(), profileId: v.string() })),
  collectionId: v.nullable(idSchema<CollectionId>()),
  to: v.array(rowSchema<Address>()({ name: v.string(), email: v.string() })),
  comment: v.string(),
  carrier: v.picklist(CARRIER_IDS),
  profile: v.string(),
  files: v.array(v.strictObject({ name: v.string(), bytes: countSchema })),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  revokedAt: timeSchema,
  link: v.string(),
  fileName: v.string(),
  bytes: countSchema,
  key: v.nullable(v.string()),
  object: v.string(),
  place: v.optional(place, null),
  undeleted: v.optional(v.array(undeleted), []),
  oneEach: v.boolean(),
  noticed: v.picklist(['', 'soon', 'over']),
});
