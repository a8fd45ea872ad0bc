import type { CarriersApi } from '../workers/carriers.worker';
import { type Bridge, startBridge } from './bridge';

export type { CarriersApi, StorageWith } from '../workers/carriers.worker';

/** The only worker that may connect elsewhere: to the user's storages, and to where a share lies. */
export const startCarriers = (): Bridge<CarriersApi> =>
  startBridge<CarriersApi>(
    () => new Worker(new URL('../workers/carriers.worker.ts', import.meta.url), { type: 'module', name: 'carriers' }),
  );
