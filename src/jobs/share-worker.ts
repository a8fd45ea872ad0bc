import type { ShareApi } from '../workers/share.worker';
import { type Bridge, startBridge } from './bridge';

export type { Received } from '../workers/share.worker';

/** The worker that makes packages and opens them. */
export const startSharing = (): Bridge<ShareApi> =>
  startBridge<ShareApi>(
    () => new Worker(new URL('../workers/share.worker.ts', import.meta.url), { type: 'module', name: 'share' }),
  );
