import type { Kind } from '../domain/asset';
import { type Asset, isExamined, NO_FACTS, type Version } from '../domain/asset';
import type { Beside, EmbeddedProperties } from '../domain/embedded';
import type { FieldValues } from '../domain/field';
import { withValues } from '../domain/field-values';
import type { AssetId, BlobHash, JobId, VersionId } from '../domain/ids';
import { findByHash, keepEmbedded } from './assets';
import { announce } from './changes';
import type { Library } from './db';
import { edited, knownEdits } from './finish-upload';
import { idsFor } from './order';
import { storeBytes } from './originals';
import { rowOrNew } from './upload-rows';

export interface Arrival {
  file: Blob;
  fileName: string;
  modifiedAt: number;
  hash: BlobHash;
  mime: string;
  kind: Kind;
  /** Whether the picture engine has still to look at it. */
  toExamine: boolean;
  uploadId: JobId;
  uploadIndex: number;
  origin: Asset['origin'];
  /** All that the file says of itself. */
  embedded: EmbeddedProperties;
  /** What came beside it about it. */
  beside?: Beside;
  /** What is believed of both, as values of fields: a new asset begins with them. */
  values: FieldValues;
}

/**
 * Keeps a file and makes it an asset, in one transaction: it is there whole or not at all.
 * Bytes that the library holds already are not kept twice, and what is known of them is taken over.
 * @throws AppError "no-room"; "vanished" where the file changed under us
 */
export async function storeArrival(library: Library, arrival: Arrival, signal?: AbortSignal): Promise<Asset> {
  return (await store(library, arrival, { signal })).asset;
}

/**
 * The same, but where a living asset has these bytes: whether one has is looked up in the transaction that would add
 * another, since another tab may be storing the same file.
 * @returns the asset, and whether it is the one that had them
 */
export function storeUnlessKnown(library: Library, arrival: Arrival, signal?: AbortSignal): Promise<Stored> {
  return store(library, arrival, { signal, unlessKnown: true });
}

interface Stored {
  asset: Asset;
  known: boolean;
}

async function store(
  library: Library,
  arrival: Arrival,
  { signal, unlessKnown = false }: { signal?: AbortSignal; unlessKnown?: boolean },
): Promise<Stored> {
  const { db } = library;
  const { hash, file } = arrival;
  const result = await storeBytes(library, { hash, file, signal }, (stored) => {
    const tables = [db.assets, db.versions, db.blobs, db.jobs, db.embedded, db.categories];
    return db.transaction('rw', tables, async () => {
      if (stored) await db.blobs.put({ hash, ...stored });
      const known = unlessKnown ? await findByHash(library, hash) : undefined;
      if (known) return { asset: known, known: true };
      const twin = await db.assets.where('blobHash').equals(hash).filter(isExamined).first();
      const upload = await rowOrNew(db, arrival.uploadId);
      const [assetId, versionId] = [await idsFor<AssetId>(db.assets), await idsFor<VersionId>(db.versions)];
      const made = makeAsset(arrival, {
        id: assetId(),
        versionId: versionId(),
        twin,
        finishedAt: upload.finishedAt,
      });
      await db.versions.add(made.version);
      const given = upload.finishedAt > 0 ? await knownEdits(db, upload.edits) : undefined;
      await db.assets.add(edited(made.asset, given));
      await keepEmbedded(db, hash, arrival.embedded);
      return { asset: made.asset, known: false };
    });
  });
  if (!result.known) announce({ assets: [result.asset.id] });
  return result;
}

interface Making {
  id: AssetId;
  versionId: VersionId;
  /** An asset with the same bytes, which have been looked at. */
  twin: Asset | undefined;
  finishedAt: number;
}

function makeAsset(arrival: Arrival, { id, versionId, twin, finishedAt }: Making): { asset: Asset; version: Version } {
  const now = Date.now();
  const { file, fileName, mime, kind, hash, uploadId, uploadIndex, origin, beside } = arrival;
  const facts = twin?.facts ?? NO_FACTS;
  const examined = arrival.toExamine ? 'stored' : 'ready';
  return {
    asset: {
      id,
      currentVersionId: versionId,
      versionCount: 1,
      ...withValues({ title: '', fields: {}, rating: 0 }, arrival.values),
      categoryIds: [],
      createdAt: now,
      updatedAt: now,
      finalisedAt: finishedAt ? now : 0,
      deletedAt: 0,
      state: twin?.state ?? examined,
      failure: twin?.failure ?? null,
      origin,
      uploadId,
      uploadIndex,
      fileName,
      mime,
      kind,
      bytes: file.size,
      blobHash: hash,
      facts,
    },
    version: {
      id: versionId,
      assetId: id,
      number: 1,
      createdAt: now,
      blobHash: hash,
      fileName,
      modifiedAt: arrival.modifiedAt,
      mime,
      bytes: file.size,
      facts,
      comment: '',
      frozenFields: null,
      ...(beside ? { beside } : {}),
    },
  };
}
