import type { Asset } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';
import type { Field } from '../domain/field';
import type { AssetId, JobId } from '../domain/ids';
import type { ExpectedFile, UploadEdits, UploadFolder } from '../library/rows';
import type { SaidBeside } from './said-beside';
import type { Incoming } from './sources/incoming';

export type IntakeStatus = 'waiting' | 'reading' | 'stored' | 'ready' | 'failed' | 'known' | 'stopped';

/** One file of an upload and how far it is. Rows are changed in place; `onChange` says when to look again. */
export interface IntakeRow {
  /** Its number in the upload; below 0 where the upload does not expect it, since that could not be noted. */
  index: number;
  name: string;
  bytes: number;
  status: IntakeStatus;
  failure: ErrorCode | null;
  assetId: AssetId | null;
  /** The asset that holds the same bytes, where status is "known". */
  existingId: AssetId | null;
  /** Whether those bytes were damaged where they are kept, and this file has mended them. */
  mended?: boolean;
  /** What a sidecar says of that asset: it came with the file, or the row is the sidecar's own. */
  said?: SaidBeside;
  /** The names of the folders that it came in, the outermost first. */
  folders: readonly string[];
  /** Whether Google Takeout said something of it. */
  fromTakeout: boolean;
}

export interface Intake {
  readonly rows: readonly IntakeRow[];
  /** In which folders its files came, also those that have not arrived. */
  readonly placed: readonly Placed[];
  /** Undefined until the first file. */
  readonly uploadId: JobId | undefined;
  /** Whether files are still being read or examined. */
  readonly running: boolean;
  readonly finished: boolean;
  add(files: readonly Incoming[], handles?: FileSystemHandle[]): Promise<void>;
  /** Keeps a file although its bytes are in the library. */
  addAnyway(index: number): void;
  retry(index: number): void;
  /** @throws where it could not be written: nothing is finished then, and it can be pressed again */
  finish(edits?: UploadEdits): Promise<void>;
  /** What their sidecars say was written into the assets: it is not offered again. */
  markApplied(indexes: readonly number[]): void;
  /** Makes known bytes a new version of the asset that has them. */
  addAsVersion(index: number): Promise<void>;
  /** Takes files that have not arrived, and are not on their way, off the list. */
  takeOff(index: number | 'all'): void;
  /** Stops reading; what has arrived stays. */
  stop(): void;
  /** Settles when nothing runs. */
  idle(): Promise<void>;
}

export interface IntakeOptions {
  onChange: () => void;
  /** The installation's fields: what files say of themselves fills them. */
  fields: () => readonly Field[];
  origin?: Asset['origin'];
  /** An upload of an earlier tab to go on with: what it expected is matched by name and size. */
  resume?: Resume;
}

export interface Resume {
  id: JobId;
  missing: readonly ExpectedFile[];
  /** What has arrived and waits for "Finish". */
  arrived: readonly Asset[];
  /** What was given before its page was left. */
  edits?: UploadEdits;
  /** The folders that its files came in. */
  folders?: readonly UploadFolder[];
}

/** What is known of a file's folders. */
export type Placed = Pick<IntakeRow, 'index' | 'folders' | 'fromTakeout'>;

/** The folders of an upload's files, one by one. */
export const placedIn = (folders: readonly UploadFolder[]): Placed[] =>
  folders.flatMap(({ names, fromTakeout, indexes }) =>
    indexes.map((index) => ({ index, folders: names, fromTakeout })),
  );
