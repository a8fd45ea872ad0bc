import type { Kind } from '../domain/asset';
import { type Asset, isExamined, NO_FACTS, type Version } from '../domain/asset';
import type { Beside, EmbeddedProperties } from '../domain/embedded';
import type { FieldValues } from '../domain/field';
import { withValues } from '../domain/field-values';
import type { AssetId, BlobHash, JobId, VersionId } from '../domain/ids';
import { keepEmbedded } from './assets';
import { announce } from './changes';
import type { Library } from './db';
import { edited, knownEdits } from './finish-upload';
import { holdBytes } from './locks';
import { idsFor } from './order';
import { prepareBytes } from './originals';
import { storingError } from './room';
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
  const { db } = library;
  const storing = holdBytes(async () => {
    const stored = await prepareBytes(library, arrival.hash, arrival.file, signal);
    signal?.throwIfAborted();
    const tables = [db.assets, db.versions, db.blobs, db.jobs, db.embedded, db.categories];
    return db.transaction('rw', tables, async () => {
      if (stored) await db.blobs.put({ hash: arrival.hash, ...stored });
      const twin = await db.assets.where('blobHash').equals(arrival.hash).filter(isExamined).first();
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
      await keepEmbedded(db, arrival.hash, arrival.embedded);
      return made.asset;
    });
  });
  const asset = await storing.catch(async (error) => Promise.reject(await storingError(error, arrival.file)));
  announce({ assets: [asset.id] });
  return asset;
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
