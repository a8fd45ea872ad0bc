import type { RestoreApi } from '../workers/restore.worker';
import { type Bridge, startBridge } from './bridge';

export type {
  BackupProgress,
  Inspection,
  OpenProgress,
  RestoreApi,
  RestoreFrom,
  RestoreResult,
} from '../workers/restore.worker';

/** The worker that reads backups, and writes into the library for itself. */
export const startRestoreWorker = (): Bridge<RestoreApi> =>
  startBridge<RestoreApi>(
    () => new Worker(new URL('../workers/restore.worker.ts', import.meta.url), { type: 'module', name: 'restore' }),
  );
