import type { SyncApi } from '../workers/sync.worker';
import { type Bridge, startBridge } from './bridge';

export type { LibraryPlace, RecoverySheet, SyncApi } from '../workers/sync.worker';

/** The worker that writes the library into a storage and reads it from there. It opens the library for itself. */
export const startSyncWorker = (): Bridge<SyncApi> =>
  startBridge<SyncApi>(
    () => new Worker(new URL('../workers/sync.worker.ts', import.meta.url), { type: 'module', name: 'sync' }),
  );
