import type { Beside } from './embedded';
import { type ErrorCode, isPassing } from './errors';
import type { FieldValues } from './field';
import type { AssetId, BlobHash, CategoryId, JobId, VersionId } from './ids';

/** Families of files; what can be done with a file depends on its family. */
export type Kind = 'image' | 'vector' | 'document' | 'video' | 'audio' | 'archive' | 'other';

/** What was found out about a file from its bytes. Sizes are those of the upright picture. */
export interface Facts {
  /** Pixels after orientation; 0 where the file has none. */
  width: number;
  height: number;
  /** Dots per inch as the file states it, or null where it states none. */
  dpi: number | null;
  /** Name (description) of the embedded ICC profile. */
  icc: string | null;
  /** EXIF orientation 1 to 8, as stored. */
  orientation: number;
  /** Local time of capture as EXIF gives it, `YYYY-MM-DDTHH:MM:SS`, without a zone. */
  capturedAt: string | null;
  camera: string | null;
  hasLocation: boolean;
  hasAlpha: boolean;
  pages: number;
  /** Fonts that a drawing asks for and this device does not have: others stand in, where its text is drawn. */
  standIns?: readonly string[];
  /** Whether a drawing holds text that could not be drawn. */
  withoutText?: boolean;
  /** Average colour, `#rrggbb`: the tile's ground until the preview is there. */
  colour: string | null;
}

export const NO_FACTS: Facts = {
  width: 0,
  height: 0,
  dpi: null,
  icc: null,
  orientation: 1,
  capturedAt: null,
  camera: null,
  hasLocation: false,
  hasAlpha: false,
  pages: 1,
  colour: null,
};

export type AssetState = 'stored' | 'ready' | 'failed';

export interface Asset {
  id: AssetId;
  currentVersionId: VersionId;
  versionCount: number;
  /** The field Title; empty where nobody gave one. Show `titleOf(asset)`. */
  title: string;
  /** Values by field id, but for Title and Rating, which lists sort by. */
  fields: FieldValues;
  categoryIds: CategoryId[];
  rating: number;
  createdAt: number;
  updatedAt: number;
  /** 0 while the upload is not finished. */
  finalisedAt: number;
  /** 0 while it lives. */
  deletedAt: number;
  state: AssetState;
  /** Why, where state is "failed". */
  failure: ErrorCode | null;
  /** How often a start has tried in vain to look at its bytes; not there where it never did. */
  attempts?: number;
  origin: 'upload' | 'sample' | 'clone' | 'received';
  uploadId: JobId | null;
  /** Position in the batch that it came with. */
  uploadIndex: number;
  // What follows is copied from the current version: the grid sorts and draws by it.
  fileName: string;
  mime: string;
  kind: Kind;
  bytes: number;
  blobHash: BlobHash;
  facts: Facts;
}

export interface Version {
  id: VersionId;
  assetId: AssetId;
  number: number;
  createdAt: number;
  blobHash: BlobHash;
  fileName: string;
  /** The file's own last change, as the system it came from gave it. */
  modifiedAt: number;
  mime: string;
  bytes: number;
  facts: Facts;
  comment: string;
  /** The fields as they were when this version stopped being the current one. */
  frozenFields: FieldValues | null;
  /** What came beside the file about it: it is no part of the file, and other assets may have the same bytes without it. */
  beside?: Beside;
}

/** What an asset is called: the field Title; where it is empty, the file name. */
export function titleOf(asset: Pick<Asset, 'title' | 'fileName'>): string {
  return asset.title || asset.fileName;
}

/** Whether its bytes were looked at, and what was found out lies in them; what passes says nothing of them. */
export function isExamined({ state, failure }: Pick<Asset, 'state' | 'failure'>): boolean {
  return state !== 'stored' && !(failure && isPassing(failure));
}
