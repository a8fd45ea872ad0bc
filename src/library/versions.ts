import type { StepDeed } from '../domain/activity';
import { type Asset, titleOf, type Version } from '../domain/asset';
import { AppError } from '../domain/errors';
import { type FieldValues, isEmpty, TITLE } from '../domain/field';
import { valuesOf, withValues } from '../domain/field-values';
import type { AssetId, VersionId } from '../domain/ids';
import type { ActivityNote } from './activity';
import { keepEmbedded } from './assets';
import { requireCategories } from './categories';
import { inside } from './db';
import { knownOf, type NewFile, rowsOf, type Shown } from './first-version';
import type { Library } from './library';
import { idsFor } from './order';
import { storeBytes } from './originals';
import type { RowChange } from './rows';
import { type UndoWriter, undoable } from './undo';

/** An asset's versions, the first one first. */
export async function versionsOf(library: Library, assetId: AssetId): Promise<Version[]> {
  const { db } = inside(library);
  const versions = await db.versions.where('assetId').equals(assetId).toArray();
  return versions.sort((a, b) => a.number - b.number);
}

/** Versions by id, in the order asked; those that are gone are left out. */
export async function getVersions(library: Library, ids: readonly VersionId[]): Promise<Version[]> {
  const { db } = inside(library);
  return (await db.versions.bulkGet([...ids])).filter((row) => row !== undefined);
}

/**
 * An asset without a title is called as its file is. Where another file takes the place, the name that people know it by
 * becomes its title; one who emptied the title knew what they did.
 */
function namedAsBefore(asset: Asset, fileName: string, values: FieldValues = {}): Pick<Asset, 'title'> | undefined {
  const title = TITLE in values ? values[TITLE] : asset.title;
  const emptied = asset.title !== '' && TITLE in values;
  return isEmpty(title) && !emptied && fileName !== asset.fileName ? { title: titleOf(asset) } : undefined;
}

/** What an asset's row copies from its current version. */
type Current = Shown & Pick<Asset, 'currentVersionId'>;

/**
 * Keeps a file's bytes, what the file says, and the step that `work` makes, in one transaction.
 * @param work must write a version of this hash
 * @throws AppError "no-room", "vanished"
 */
export function undoableWithBytes<Result>(
  library: Library,
  { hash, file, embedded }: NewFile,
  step: (changes: readonly RowChange[], result: Result) => ActivityNote<StepDeed>,
  work: (write: UndoWriter) => Promise<Result>,
): Promise<Result> {
  const { db } = inside(library);
  return storeBytes(library, { hash, file }, (stored) => {
    const all = async (write: UndoWriter) => {
      if (stored) await db.blobs.put({ hash, ...stored });
      await keepEmbedded(db, hash, embedded);
      return work(write);
    };
    return undoable(library, step, all, ['blobs', 'embedded']);
  });
}

interface NewVersionOptions {
  comment: string;
  /** Values as they were edited while uploading; what is not named is inherited. */
  values: FieldValues;
  categoryIds: Asset['categoryIds'] | null;
}

/**
 * Makes a file the current version of an asset. The version before is not touched but for the values that it had,
 * which are frozen into it; name, categories, notes and collections stay.
 * @throws AppError "assets-gone", "category-gone"
 */
export async function addVersion(
  library: Library,
  assetId: AssetId,
  file: NewFile,
  { comment, values, categoryIds }: NewVersionOptions,
): Promise<void> {
  const { db } = inside(library);
  const { content, shown } = rowsOf(file, await knownOf(db, file.hash));
  await undoableWithBytes(
    library,
    file,
    () => ({ deed: { type: 'add-version', fileName: file.fileName }, assetIds: [assetId] }),
    async (write) => {
      const asset = await db.assets.get(assetId);
      if (!asset) throw new AppError('assets-gone');
      await requireCategories(db, categoryIds ?? []);
      const versions = await versionsOf(library, assetId);
      const number = versions.reduce((most, each) => Math.max(most, each.number + 1), 1);
      const now = Date.now();
      const nextId = await idsFor<VersionId>(db.versions);
      const version: Version = {
        ...content,
        id: nextId(),
        assetId,
        number,
        createdAt: now,
        comment,
        frozenFields: null,
      };
      const before = versions.find((each) => each.id === asset.currentVersionId);
      if (before) await write.patch<Version>('versions', [{ row: before, change: { frozenFields: valuesOf(asset) } }]);
      await write.add('versions', [version]);
      const change = {
        ...shown,
        currentVersionId: version.id,
        ...withValues(asset, values),
        ...namedAsBefore(asset, file.fileName, values),
        ...(categoryIds ? { categoryIds } : {}),
        versionCount: versions.length + 1,
        updatedAt: now,
      };
      await write.patch<Asset>('assets', [{ row: asset, change }]);
    },
  );
}

/** What the row of an asset says when a version is its current one. */
async function asCurrent(
  library: Library,
  version: Version,
  kindOf: (version: Version) => Asset['kind'],
): Promise<Current> {
  const { db } = inside(library);
  const known = await knownOf(db, version.blobHash);
  const examined = version.facts.width > 0 || known?.state === 'ready';
  return {
    currentVersionId: version.id,
    fileName: version.fileName,
    mime: version.mime,
    kind: kindOf(version),
    bytes: version.bytes,
    blobHash: version.blobHash,
    facts: version.facts,
    state: known?.state ?? (examined ? 'ready' : 'stored'),
    failure: known?.failure ?? null,
  };
}

interface MakeCurrentOptions {
  /** Whether the values frozen into it come back with it. */
  withMetadata: boolean;
  kindOf: (version: Version) => Asset['kind'];
}

/**
 * Makes an older version the current one again; the one that was gets its values frozen.
 * @throws AppError "version-gone"
 */
export async function makeCurrent(
  library: Library,
  versionId: VersionId,
  { withMetadata, kindOf }: MakeCurrentOptions,
): Promise<void> {
  const { db } = inside(library);
  await undoable<Version>(
    library,
    (_changes, { number, assetId }) => ({ deed: { type: 'make-current', number }, assetIds: [assetId] }),
    async (write) => {
      const version = await db.versions.get(versionId);
      const asset = version && (await db.assets.get(version.assetId));
      if (!asset) throw new AppError('version-gone');
      if (asset.currentVersionId === versionId) return version;
      const before = await db.versions.get(asset.currentVersionId);
      if (before) await write.patch<Version>('versions', [{ row: before, change: { frozenFields: valuesOf(asset) } }]);
      const current = await asCurrent(library, version, kindOf);
      const values =
        withMetadata && version.frozenFields
          ? replaceValues(asset, version.frozenFields)
          : namedAsBefore(asset, version.fileName);
      await write.patch<Version>('versions', [{ row: version, change: { frozenFields: null } }]);
      await write.patch<Asset>('assets', [{ row: asset, change: { ...current, ...values, updatedAt: Date.now() } }]);
      return version;
    },
  );
}

/** All values exchanged for others: what the others do not have goes. */
export function replaceValues(asset: Asset, values: FieldValues) {
  return withValues({ ...asset, title: '', rating: 0, fields: {} }, values);
}

/**
 * Deletes a version. Where it is the current one, the newest that remains becomes current; name and metadata stay.
 * @throws AppError "last-version", "version-gone"
 */
export async function deleteVersion(
  library: Library,
  versionId: VersionId,
  kindOf: (version: Version) => Asset['kind'],
): Promise<void> {
  const { db } = inside(library);
  await undoable<Version>(
    library,
    (_changes, { number, assetId }) => ({ deed: { type: 'delete-version', number }, assetIds: [assetId] }),
    async (write) => {
      const version = await db.versions.get(versionId);
      const asset = version && (await db.assets.get(version.assetId));
      if (!asset) throw new AppError('version-gone');
      const rest = (await versionsOf(library, asset.id)).filter((each) => each.id !== versionId);
      const newest = rest.at(-1);
      if (!newest) throw new AppError('last-version');
      await write.remove('versions', [version]);
      const change: Partial<Asset> = { versionCount: rest.length, updatedAt: Date.now() };
      if (asset.currentVersionId === versionId) {
        Object.assign(change, await asCurrent(library, newest, kindOf), namedAsBefore(asset, newest.fileName));
        if (newest.frozenFields) {
          await write.patch<Version>('versions', [{ row: newest, change: { frozenFields: null } }]);
        }
      }
      await write.patch<Asset>('assets', [{ row: asset, change }]);
      return version;
    },
  );
}
