import type { ErrorCode } from '../../domain/errors';
import type { ObjectStore } from '../../domain/object-store';
import type { Library } from '../../library/library';
import type { DeviceRow } from '../../library/rows';
import type { Mark } from '../../library/since-backup';
import type { Box } from '../../sync/box';
import type { Signer } from '../../sync/signing';

/** A backup into a storage. */
export interface StorageBackup {
  library: Library;
  store: ObjectStore;
  /** Which storage, and where in it, as it is noted. */
  place: Pick<DeviceRow, 'storage' | 'folder'>;
  encrypt: boolean;
  /** Who makes it, and with what. */
  name: string;
  client: string;
  signal: AbortSignal;
  onProgress: (progress: { files: number; ofFiles: number; bytes: number; ofBytes: number }) => void;
}

/** The same with what is known once it has begun. */
export interface Begun extends StorageBackup {
  box: Box;
  signer: Signer;
  /** What lies there may be less than what was sent. */
  lookAgain: boolean;
}

export interface StorageBackupResult {
  at: number;
  mark: Mark;
  /** Originals that were sent now; the others were there. */
  sent: number;
  sentBytes: number;
  ofFiles: number;
  failures: { fileName: string; failure: ErrorCode }[];
  stopped: boolean;
  /** Whether this is the first one there. */
  isNew: boolean;
}
