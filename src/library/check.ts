import type { Asset, Version } from '../domain/asset';
import type { AssetId } from '../domain/ids';

/** What of a library's rows the rules are about. */
export interface CheckedRows {
  assets: readonly Pick<
    Asset,
    'id' | 'currentVersionId' | 'versionCount' | 'blobHash' | 'fileName' | 'bytes' | 'finalisedAt' | 'uploadId'
  >[];
  versions: readonly Pick<Version, 'id' | 'assetId' | 'blobHash' | 'fileName' | 'bytes'>[];
  /** Whether bytes seem to be there whole, told without reading them. */
  blobs: readonly { hash: string; complete: boolean }[];
  /** Keys under which chunks are kept. */
  chunks: readonly string[];
  /** Hashes and keys that these rows are of. */
  previews: readonly string[];
  embedded: readonly string[];
  derivatives: readonly { blobHash: string; key: string }[];
  /** Bytes that steps would bring back. */
  steps: readonly string[];
  notes: readonly { id: string; assetId: string }[];
  items: readonly { id: string; assetId: string; collectionId: string }[];
  collections: readonly string[];
  uploads: readonly string[];
  /** Whether a restore was broken off: bytes may be there before their rows. */
  pending: boolean;
}

/** Which rule does not hold. */
export type Rule =
  /** An asset without a version, or whose current one is not among its own. */
  | 'asset-without-version'
  /** What an asset's row copies from its current version is not what that says. */
  | 'asset-differs'
  | 'version-without-asset'
  /** Bytes that an asset or a version wants are not there, or not as many as were stored. */
  | 'bytes-missing'
  /** Bytes, or what was made of them, that are nobody's. */
  | 'bytes-without-owner'
  | 'made-without-bytes'
  /** A note, or a place in a collection, of something that is not there. */
  | 'row-without-asset'
  | 'item-without-collection'
  /** An asset that is not finalised and belongs to no upload that could be gone on with. */
  | 'upload-gone';

export interface Finding {
  rule: Rule;
  /** The id or hash that it is about. */
  of: string;
  assetId: AssetId | null;
}

/**
 * What is true of a whole library, whatever died in the middle of whatever: each asset has its versions, each version its bytes, all
 * bytes an owner. Pure, so that whoever reads the rows in another way can ask the same.
 * @returns what does not hold; empty where all is well
 */
export function findingsIn(rows: CheckedRows): Finding[] {
  const found: Finding[] = [];
  const add = (rule: Rule, of: string, assetId: AssetId | null = null) => found.push({ rule, of, assetId });
  const assets = new Set<string>(rows.assets.map(({ id }) => id));
  const versions = new Map(rows.versions.map((version) => [version.id, version]));
  const counts = new Map<AssetId, number>();
  for (const { assetId } of rows.versions) counts.set(assetId, (counts.get(assetId) ?? 0) + 1);
  const complete = new Set(rows.blobs.flatMap(({ hash, complete }) => (complete ? [hash] : [])));

  for (const asset of rows.assets) {
    const current = versions.get(asset.currentVersionId);
    if (current?.assetId !== asset.id) add('asset-without-version', asset.id, asset.id);
    else if (
      current.blobHash !== asset.blobHash ||
      current.fileName !== asset.fileName ||
      current.bytes !== asset.bytes ||
      counts.get(asset.id) !== asset.versionCount
    ) {
      add('asset-differs', asset.id, asset.id);
    }
    if (asset.finalisedAt === 0 && !(asset.uploadId && rows.uploads.includes(asset.uploadId))) {
      add('upload-gone', asset.id, asset.id);
    }
  }
  const missing = new Set<string>();
  for (const { id, assetId, blobHash } of rows.versions) {
    if (!assets.has(assetId)) add('version-without-asset', id);
    else if (!complete.has(blobHash) && !missing.has(`${assetId} ${blobHash}`)) {
      missing.add(`${assetId} ${blobHash}`);
      add('bytes-missing', blobHash, assetId);
    }
  }

  const owned = new Set<string>([
    ...rows.versions.map(({ blobHash }) => blobHash),
    ...rows.assets.map(({ blobHash }) => blobHash),
    ...rows.steps,
  ]);
  const there = new Set(rows.blobs.map(({ hash }) => hash));
  const kept = new Set(rows.derivatives.map(({ key }) => key));
  if (!rows.pending) {
    for (const hash of there) if (!owned.has(hash)) add('bytes-without-owner', hash);
    for (const key of new Set(rows.chunks)) if (!there.has(key) && !kept.has(key)) add('bytes-without-owner', key);
  }
  const made = [...rows.previews, ...rows.embedded, ...rows.derivatives.map(({ blobHash }) => blobHash)];
  for (const hash of new Set(made)) if (!there.has(hash) && !rows.pending) add('made-without-bytes', hash);

  const collections = new Set(rows.collections);
  for (const { id, assetId } of [...rows.notes, ...rows.items]) if (!assets.has(assetId)) add('row-without-asset', id);
  for (const { id, collectionId } of rows.items) if (!collections.has(collectionId)) add('item-without-collection', id);
  return found;
}
