import type { ErrorCode } from '../domain/errors';
import type { BlobHash, JobId } from '../domain/ids';
import type { PreviewSize } from '../domain/preview';

/** Bytes kept by name: a Blob, or so many chunks where the browser refuses blobs. */
export interface StoredBytes {
  blob: Blob | null;
  chunkCount: number;
  bytes: number;
  type: string;
}

export interface BlobRow extends StoredBytes {
  hash: string;
}

export interface ChunkRow {
  hash: string;
  index: number;
  data: ArrayBuffer;
}

export interface PreviewRow {
  blobHash: BlobHash;
  size: PreviewSize;
  type: string;
  data: ArrayBuffer;
}

export interface DerivativeRow extends StoredBytes {
  blobHash: BlobHash;
  fingerprint: string;
  /** Under which its chunks are kept. */
  key: string;
  usedAt: number;
}

/** A file of an upload that is not in the library: its bytes had not been read, or could not be. */
export interface ExpectedFile {
  index: number;
  name: string;
  bytes: number;
  /** Why, where it was tried. */
  failure: ErrorCode | null;
}

/** An upload that is not over: files are still to come, or "Finish" has not been pressed. */
export interface UploadRow {
  id: JobId;
  kind: 'upload';
  createdAt: number;
  /** When "Finish" was pressed; 0 before. What arrives later is final at once. */
  finishedAt: number;
  expected: ExpectedFile[];
  /** What was dropped, where the browser gives handles: with them one click goes on after a closed tab. */
  handles: FileSystemHandle[];
}

/** A zip that is made and waits in the origin's private file system for being saved. */
export interface ExportRow {
  id: JobId;
  kind: 'export';
  createdAt: number;
  /** Its name in the folder of finished zips. */
  stored: string;
  /** The name it is saved under. */
  name: string;
  title: string;
  bytes: number;
  failures: number;
}

/** What must survive a closed tab. */
export type JobRow = UploadRow | ExportRow;

export interface SettingRow {
  key: string;
  value: unknown;
}

export interface ActivityRow {
  id?: number;
  assetId: string;
  at: number;
  what: string;
}

/** Rows of tables whose verbs come with the work that needs them. */
export interface PlainRow {
  id: string;
}
