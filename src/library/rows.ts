import type { Deed, StepDeed } from '../domain/activity';
import type { Edit } from '../domain/bulk-edit';
import type { Cells, InPack, PackedCell, StampedTable } from '../domain/cells';
import type { EmbeddedProperties } from '../domain/embedded';
import type { ErrorCode } from '../domain/errors';
import type { AssetId, BlobHash, JobId, UndoId } from '../domain/ids';
import type { PreviewSize } from '../domain/preview';
import type { Stamp } from '../domain/stamp';

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
  /** Of its bytes; not there in rows of older libraries. */
  sha256?: string;
}

/** A file of an upload that is not in the library: its bytes had not been read, or could not be. */
export interface ExpectedFile {
  index: number;
  name: string;
  bytes: number;
  /** Why, where it was tried. */
  failure: ErrorCode | null;
}

/** What the folders that files came in can become. */
export type FoldersBecome = 'none' | 'categories' | 'keywords';

export interface UploadEdits {
  all: Edit;
  single: Record<number, Edit>;
  /** What becomes of the folders; not there where nobody has chosen. */
  folders?: FoldersBecome;
}

/** Files of an upload that came in one folder, by their indexes. */
export interface UploadFolder {
  /** The names in its path that say something, the outermost first. */
  names: readonly string[];
  /** Whether Google Takeout said something of them. */
  fromTakeout: boolean;
  indexes: readonly number[];
}

/** An upload that is not over: files are still to come, or "Finish" has not been pressed. */
export interface UploadRow {
  id: JobId;
  kind: 'upload';
  createdAt: number;
  /** When "Finish" was pressed; 0 before. What arrives later is final at once. */
  finishedAt: number;
  expected: ExpectedFile[];
  /** The index that the next file gets; a row of an older program does not say. */
  nextIndex?: number;
  /** What was given to all files of the batch, and to single ones by their index: after "Finish" late ones get it as they arrive. */
  edits?: UploadEdits;
  /** The folders that its files came in, arrived or not; a row of an older program does not say. */
  folders?: UploadFolder[];
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
  /** Whether an original is in it: who is not offered those any more does not get it either. */
  originals?: boolean;
}

/** What must survive a closed tab. */
export type JobRow = UploadRow | ExportRow;

export interface SettingRow {
  key: string;
  value: unknown;
}

/** What was done; a row of an older program keeps the words that it was told in. */
export type Kept<Kind extends Deed> = { deed: Kind } | { what: string };

/** What somebody did, for the lists "Activity". */
export type ActivityRow = Kept<Deed> & {
  id?: number;
  at: number;
  /** The name in the profile of whoever did it; empty where they gave none. */
  who: string;
  /** In rows of older programs: how many assets it was about. Nobody reads it: the deed says how many. */
  count?: number;
  /** The assets it was about, where they are few. */
  assetIds: AssetId[];
  /** Where they are many, all of them as one string; "" else. */
  many: string;
  /** 1 where `many` is used: an index finds those few rows. */
  big: 0 | 1;
};

/** Tables whose changes can be undone. */
export type UndoTable = 'assets' | 'versions' | 'categories' | 'notes' | 'collections' | 'collectionItems';

/** One row as it was before a step. */
export type RowChange =
  /** Properties of a row that stayed; what was not there is undefined. */
  | { type: 'patch'; table: UndoTable; key: string; assetId: AssetId | null; before: Record<string, unknown> }
  /** A row that was added (null) or removed (the row). */
  | { type: 'row'; table: UndoTable; key: string; assetId: AssetId | null; before: object | null };

/** A step that can be undone, or was and can be done again. */
export type UndoRow = Kept<StepDeed> & {
  id: UndoId;
  at: number;
  undone: 0 | 1;
  changes: RowChange[];
  /** Bytes that it would bring back: they have an owner as long as the step is there. */
  hashes: BlobHash[];
};

/** Everything that a file says of itself, and nothing else, by blob: properties as "dc:title", mapped to a field or not. */
export interface EmbeddedRow {
  blobHash: BlobHash;
  properties: EmbeddedProperties;
  /** Which reading it is of; none where it was kept before readings were counted. */
  reading?: number;
  /** What an older program had read of it, where there are assets of that time: what they are without was not emptied by anybody. */
  before?: EmbeddedProperties;
}

/** A storage of the user's, with its secrets: in this browser only, and never in a backup. */
export interface CarrierRow {
  id: string;
  settings: unknown;
}

/** Whether this library lies in a storage, and the last stamp that it gave out. */
export interface ClockRow {
  key: 'clock';
  /** This device's name there. */
  device: string;
  /** The stamp of every cell that was there before. */
  founded: Stamp;
  last: Stamp;
}

/** A part of the state that lies in the storage: rows of these ids, the first and the last. */
export interface StatePart {
  /** "assets" with all that belongs to them, or a table. */
  of: string;
  name: string;
  from: string;
  to: string;
}

/** This device in the storage that the library lies in. Secrets: they are in no backup. */
export interface DeviceRow {
  key: 'device';
  /** Where: a carrier's id or "folder", and the folder in it. */
  storage: string;
  folder: string;
  /** The library's id there. */
  library: string;
  device: string;
  /** Signs what this device writes (Ed25519); it cannot be read out. */
  signing: CryptoKey;
  /** The age identity that opens everything; null where it is not encrypted. */
  identity: string | null;
  /** The last object of its log, and that one's digest; 0 and "" where there is none. */
  seq: number;
  prev: string;
  /** The newest state, and how much log came since. */
  state: { at: number; parts: StatePart[]; objects: number; bytes: number } | null;
  /** When what lies there was last compared with what should. */
  lookedAt: number;
  /** Whether somebody kept the recovery sheet. */
  sheetKept: boolean;
}

/** When each cell of a row was written: at `s`, or where `o` says otherwise. What has no row here was written at the founding. */
export interface StampRow {
  table: StampedTable;
  id: string;
  s: Stamp;
  o: Readonly<Record<string, Stamp>>;
  /** When it went for good. */
  gone?: Stamp;
}

/** Cells that are to be sent. Rows with the same stamp are one step. */
export interface OutboxRow {
  n: number;
  t: Stamp;
  set: Partial<Record<StampedTable | 'blobs', Record<string, Cells>>>;
  gone: AssetId[];
}

/** An original in the storage, and where what was made of it lies. */
export interface SentRow {
  hash: BlobHash;
  /** The folder of its pieces; its name says nothing to others. */
  at: string;
  bytes: number;
  pieces: number;
  /** When the row that names it was written; "" while pieces are missing. */
  t: Stamp | '';
  packed: Partial<Record<PackedCell, InPack>>;
  /** When those were written. */
  packedAt: Stamp | '';
}
