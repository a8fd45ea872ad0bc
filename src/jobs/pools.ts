import type { EngineModule } from '../domain/engine-module';
import { AppError } from '../domain/errors';
import type { HashApi } from '../workers/hash.worker';
import type { ImageApi } from '../workers/image.worker';
import { startBridge } from './bridge';
import { createPool } from './pool';

/** Start-up takes 0.4 s; a thread script that a host serves without isolation headers would make it wait for ever. */
const START_DEADLINE_MS = 30_000;
/** A picture of 500 million pixels takes about a minute. */
export const WORK_DEADLINE_MS = 120_000;
const IDLE_MS = 120_000;
/** More engines than this cost more memory than they save time on the machines people have. */
const MOST_ENGINES = 8;

const cores = Math.max(1, navigator.hardwareConcurrency || 2);

/** Workers with the picture engine. */
export const images = createPool<ImageApi, EngineModule>({
  size: Math.min(cores, MOST_ENGINES),
  idleMs: IDLE_MS,
  async start(features) {
    const bridge = startBridge<ImageApi>(
      () => new Worker(new URL('../workers/image.worker.ts', import.meta.url), { type: 'module', name: 'image' }),
    );
    try {
      await bridge.call((api) => api.start([...features]), { deadlineMs: START_DEADLINE_MS });
    } catch (cause) {
      bridge.end();
      throw new AppError('worker-start', { cause });
    }
    return bridge;
  },
});

/** Workers that tell what a file is, and read what it says. */
export const hashers = createPool<HashApi, never>({
  size: Math.min(cores, 2),
  idleMs: IDLE_MS,
  start: async () =>
    startBridge<HashApi>(
      () => new Worker(new URL('../workers/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
    ),
});

/** Whether libvips can run here; where not, the browser's own decoders and canvas stand in. */
export const engineAvailable = (): boolean => globalThis.crossOriginIsolated;

/** How many pictures are worked on at one time. */
export const engineCount = images.size;
