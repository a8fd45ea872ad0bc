import { type Asset, NO_FACTS, titleOf, type Version } from '../domain/asset';
import { AppError } from '../domain/errors';
import type { FieldValues } from '../domain/field';
import type { AssetId, VersionId } from '../domain/ids';
import { getAssets } from './assets';
import { requireCategories } from './categories';
import type { Library, LibraryDb } from './db';
import { idsFor } from './order';
import { damagedAssets } from './originals';
import { undoable } from './undo';
import { knownFacts, type NewFile, replaceValues, undoableWithBytes } from './versions';

/**
 * Copies assets with metadata, categories and the current version; the bytes are shared.
 * @returns the copies, which live also where the asset was deleted meanwhile
 * @throws AppError "stored-damaged" where the bytes of one are not all there: nothing is copied then; "assets-gone" where
 * none is left
 */
export async function cloneAssets(library: Library, ids: readonly AssetId[]): Promise<AssetId[]> {
  const { db } = library;
  const damaged = await damagedAssets(library, await getAssets(library, ids));
  if (damaged.length > 0) throw new AppError('stored-damaged');
  return undoable(
    library,
    (_changes, made) => ({
      deed: { type: 'clone', count: made.length },
      assetIds: made,
    }),
    async (write) => {
      const assets = (await db.assets.bulkGet([...ids])).filter((row) => row !== undefined);
      if (assets.length === 0) throw new AppError('assets-gone');
      const versions = await db.versions.bulkGet(assets.map((asset) => asset.currentVersionId));
      const nextIds = await idsForAssets(db);
      const pairs = assets.flatMap((asset, i) => {
        const version = versions[i];
        return version ? [cloneOf(asset, version, nextIds())] : [];
      });
      await write.add(
        'assets',
        pairs.map((pair) => pair.asset),
      );
      await write.add(
        'versions',
        pairs.map((pair) => pair.version),
      );
      return pairs.map((pair) => pair.asset.id);
    },
  );
}

interface NewIds {
  id: AssetId;
  versionId: VersionId;
}

async function idsForAssets(db: LibraryDb): Promise<() => NewIds> {
  const [asset, version] = [await idsFor<AssetId>(db.assets), await idsFor<VersionId>(db.versions)];
  return () => ({ id: asset(), versionId: version() });
}

function cloneOf(asset: Asset, version: Version, { id, versionId }: NewIds): { asset: Asset; version: Version } {
  const now = Date.now();
  return {
    asset: {
      ...asset,
      id,
      currentVersionId: versionId,
      versionCount: 1,
      title: `${titleOf(asset)} (copy)`,
      createdAt: now,
      updatedAt: now,
      finalisedAt: now,
      deletedAt: 0,
      origin: 'clone',
      uploadId: null,
      uploadIndex: 0,
    },
    version: { ...version, id: versionId, assetId: id, number: 1, createdAt: now, comment: '', frozenFields: null },
  };
}

interface DuplicateOptions {
  values: FieldValues;
  categoryIds: Asset['categoryIds'];
}

/** "Duplicate metadata": a new asset of one file, with everything but the file from another asset. */
export async function duplicateMetadata(
  library: Library,
  from: AssetId,
  file: NewFile,
  { values, categoryIds }: DuplicateOptions,
): Promise<AssetId> {
  const { db } = library;
  const known = await knownFacts(library, file.hash);
  return undoableWithBytes(
    library,
    file,
    (_changes, id) => ({
      deed: { type: 'duplicate-metadata', fileName: file.fileName },
      assetIds: [id, from],
    }),
    async (write) => {
      const model = await db.assets.get(from);
      if (!model) throw new AppError('assets-gone');
      await requireCategories(db, categoryIds);
      const { id, versionId } = (await idsForAssets(db))();
      const now = Date.now();
      const facts = known?.facts ?? NO_FACTS;
      const common = {
        fileName: file.fileName,
        mime: file.mime,
        bytes: file.file.size,
        blobHash: file.hash,
        facts,
      };
      await write.add<Version>('versions', [
        {
          ...common,
          id: versionId,
          assetId: id,
          number: 1,
          createdAt: now,
          modifiedAt: file.modifiedAt,
          comment: '',
          frozenFields: null,
        },
      ]);
      await write.add<Asset>('assets', [
        {
          ...common,
          ...replaceValues(model, values),
          id,
          currentVersionId: versionId,
          versionCount: 1,
          categoryIds,
          createdAt: now,
          updatedAt: now,
          finalisedAt: now,
          deletedAt: 0,
          state: known?.state ?? (file.toExamine ? 'stored' : 'ready'),
          failure: known?.failure ?? null,
          origin: 'upload',
          uploadId: null,
          uploadIndex: 0,
          kind: file.kind,
        },
      ]);
      return id;
    },
  );
}
