import { type Asset, titleOf } from '../domain/asset';
import { AppError } from '../domain/errors';
import type { FieldValues } from '../domain/field';
import type { AssetId } from '../domain/ids';
import { getAssets } from './assets';
import { requireCategories } from './categories';
import { inside } from './db';
import { firstVersion, idsForAssets, knownOf, type NewFile, rowsOf } from './first-version';
import type { Library } from './library';
import { damagedAssets } from './originals';
import { undoable } from './undo';
import { replaceValues, undoableWithBytes } from './versions';

/**
 * Copies assets with metadata, categories and the current version; the bytes are shared.
 * @returns the copies, which live also where the asset was deleted meanwhile
 * @throws AppError "stored-damaged" where the bytes of one are not all there: nothing is copied then; "assets-gone" where
 * none is left
 */
export async function cloneAssets(library: Library, ids: readonly AssetId[]): Promise<AssetId[]> {
  const { db } = inside(library);
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
        if (!version) return [];
        const copy = { ...asset, title: `${titleOf(asset)} (copy)` };
        return [firstVersion(copy, version, { ids: nextIds(), origin: 'clone', uploadId: null, uploadIndex: 0 })];
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
  const { db } = inside(library);
  const { content, shown } = rowsOf(file, await knownOf(db, file.hash));
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
      const ids = (await idsForAssets(db))();
      const { asset, version } = firstVersion({ ...shown, ...replaceValues(model, values), categoryIds }, content, {
        ids,
        origin: 'upload',
        uploadId: null,
        uploadIndex: 0,
      });
      await write.add('versions', [version]);
      await write.add('assets', [asset]);
      return ids.id;
    },
  );
}
