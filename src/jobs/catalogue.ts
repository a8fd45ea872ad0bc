import type { CatalogueApi } from '../workers/catalogue.worker';
import { type Bridge, startBridge } from './bridge';

export type { CatalogueApi } from '../workers/catalogue.worker';

/** The worker that knows the order of everything, and where each word stands. */
export const startCatalogueWorker = (): Bridge<CatalogueApi> =>
  startBridge<CatalogueApi>(
    () => new Worker(new URL('../workers/catalogue.worker.ts', import.meta.url), { type: 'module', name: 'catalogue' }),
  );
