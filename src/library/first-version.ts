import { type Asset, isExamined, NO_FACTS, type Version } from '../domain/asset';
import type { Beside, EmbeddedProperties } from '../domain/embedded';
import type { AssetId, BlobHash, VersionId } from '../domain/ids';
import type { LibraryDb } from './db';
import { idsFor } from './order';

/** A file that is to be kept as a version. */
export interface NewFile {
  file: Blob;
  fileName: string;
  modifiedAt: number;
  hash: BlobHash;
  mime: string;
  kind: Asset['kind'];
  /** Whether the picture engine has still to look at it. */
  toExamine: boolean;
  /** All that the file says of itself. */
  embedded: EmbeddedProperties;
  /** What came beside it about it. */
  beside?: Beside;
}

/** What was found out about some bytes. */
type Known = Pick<Asset, 'facts' | 'state' | 'failure'>;

/** Bytes that the library knows already have been looked at: what was found out is taken over. */
export async function knownOf(db: LibraryDb, hash: BlobHash): Promise<Known | null> {
  const twin = await db.assets.where('blobHash').equals(hash).filter(isExamined).first();
  return twin ? { facts: twin.facts, state: twin.state, failure: twin.failure } : null;
}

const nothingKnown = ({ toExamine }: NewFile): Known => ({
  facts: NO_FACTS,
  state: toExamine ? 'stored' : 'ready',
  failure: null,
});

/** What a version's row says of its file. */
type Content = Omit<Version, 'id' | 'assetId' | 'number' | 'createdAt' | 'comment' | 'frozenFields'>;

/** What an asset's row says of the file of its current version. */
export type Shown = Known & Pick<Asset, 'fileName' | 'mime' | 'kind' | 'bytes' | 'blobHash'>;

/** What the rows of a version and of its asset say of a file. */
export function rowsOf(file: NewFile, known: Known | null): { content: Content; shown: Shown } {
  const { fileName, mime, modifiedAt, kind, beside } = file;
  const both = { fileName, mime, bytes: file.file.size, blobHash: file.hash };
  const found = known ?? nothingKnown(file);
  return {
    content: { ...both, facts: found.facts, modifiedAt, ...(beside ? { beside } : {}) },
    shown: { ...both, ...found, kind },
  };
}

interface NewIds {
  id: AssetId;
  versionId: VersionId;
}

/** @returns makes the ids of a new asset, as often as it is called; inside the transaction that adds the rows */
export async function idsForAssets(db: LibraryDb): Promise<() => NewIds> {
  const [asset, version] = [await idsFor<AssetId>(db.assets), await idsFor<VersionId>(db.versions)];
  return () => ({ id: asset(), versionId: version() });
}

interface Beginning extends Pick<Asset, 'origin' | 'uploadId' | 'uploadIndex'> {
  ids: NewIds;
  /** Whether it waits for the "Finish" of its upload. */
  open?: boolean;
}

/**
 * A new asset and its first version.
 * @param asset what people say of it, and what its file is
 */
export function firstVersion(
  asset: Shown & Pick<Asset, 'title' | 'fields' | 'rating' | 'categoryIds'>,
  content: Content,
  { ids: { id, versionId }, open = false, ...from }: Beginning,
): { asset: Asset; version: Version } {
  const now = Date.now();
  return {
    asset: {
      ...asset,
      ...from,
      id,
      currentVersionId: versionId,
      versionCount: 1,
      createdAt: now,
      updatedAt: now,
      finalisedAt: open ? 0 : now,
      deletedAt: 0,
    },
    version: { ...content, id: versionId, assetId: id, number: 1, createdAt: now, comment: '', frozenFields: null },
  };
}
