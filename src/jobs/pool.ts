import { AppError, codeOf, isAbort } from '../domain/errors';
import type { Bridge, Remote } from './bridge';

interface Task<Api, Feature, T> {
  /** @param input what `prepare` gave */
  run: (api: Remote<Api>, input: unknown) => Promise<T>;
  /**
   * Fetches what the task works on. It is begun while the workers are still busy with the tasks before, for as many
   * tasks as there are workers: none of them waits for the disk, and no more than that is in memory.
   */
  prepare?: () => Promise<unknown>;
  /** What the worker must be able to do besides the usual. */
  needs?: readonly Feature[];
  /** Higher goes first; equal ones in the order they came. */
  priority?: number;
  signal?: AbortSignal;
  deadlineMs?: number;
}

export interface Pool<Api, Feature> {
  readonly size: number;
  /** @throws what the task throws; AbortError; AppError where the worker died twice on it */
  run<T>(task: Task<Api, Feature, T>): Promise<T>;
  /** Ends every worker; queued tasks fail with AbortError. */
  close(): void;
}

interface PoolOptions<Api, Feature> {
  size: number;
  /** Starts a worker with what it must be able to do; settles when it is ready. */
  start: (features: readonly Feature[]) => Promise<Bridge<Api>>;
  /** Workers that had nothing to do for so long are ended: their memory does not shrink otherwise. */
  idleMs?: number;
}

interface Slot<Api, Feature> {
  bridge: Promise<Bridge<Api>> | undefined;
  features: readonly Feature[];
  busy: boolean;
}

interface Queued<Api, Feature> {
  task: Task<Api, Feature, unknown>;
  prepared?: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * So many workers, each with one task at a time, each started once and only when there is work for it. A worker that
 * dies is replaced and its task tried once more on the new one; then only that task fails.
 */
export function createPool<Api, Feature>(options: PoolOptions<Api, Feature>): Pool<Api, Feature> {
  const slots: Slot<Api, Feature>[] = Array.from({ length: options.size }, () => ({
    bridge: undefined,
    features: [],
    busy: false,
  }));
  const queue: Queued<Api, Feature>[] = [];
  let idle: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    const queued = queue[0];
    if (!queued) return rest();
    const slot = pick(queued.task.needs ?? []);
    if (!slot) return;
    queue.shift();
    slot.busy = true;
    clearTimeout(idle);
    perform(slot, queued)
      .then(queued.resolve, queued.reject)
      .finally(() => {
        slot.busy = false;
        next();
      });
    next();
    for (const waiting of queue.slice(0, options.size)) ahead(waiting);
  }

  function ahead(queued: Queued<Api, Feature>): Promise<unknown> {
    queued.prepared ??= queued.task.prepare?.() ?? Promise.resolve();
    // A failure is the task's, when it runs.
    queued.prepared.catch(() => {});
    return queued.prepared;
  }

  /** Of the free workers one that can do it already, else one not started, else any. */
  function pick(needs: readonly Feature[]): Slot<Api, Feature> | undefined {
    const free = slots.filter((slot) => !slot.busy);
    return (
      free.find((slot) => slot.bridge && needs.every((need) => slot.features.includes(need))) ??
      free.find((slot) => !slot.bridge) ??
      free[0]
    );
  }

  async function perform(slot: Slot<Api, Feature>, queued: Queued<Api, Feature>): Promise<unknown> {
    const { task } = queued;
    for (let attempt = 1; ; attempt++) {
      task.signal?.throwIfAborted();
      const bridge = await ready(slot, task.needs ?? []);
      try {
        const input = await ahead(queued);
        // What was handed to a worker that died is gone with it.
        queued.prepared = undefined;
        const { signal, deadlineMs } = task;
        return await bridge.call((api) => task.run(api, input), { signal, deadlineMs, late: 'too-slow' });
      } catch (error) {
        // An engine that ran out of memory is in no known state, even where it still answers.
        if (codeOf(error) === 'out-of-memory') bridge.end();
        if (bridge.dead) slot.bridge = undefined;
        const died = bridge.dead && !isAbort(error) && codeOf(error) !== 'too-slow';
        if (!died) throw error;
        if (attempt === 2) {
          const started = bridge.answered || codeOf(error) !== 'worker-start';
          throw new AppError(started ? 'out-of-memory' : 'worker-start', { cause: error });
        }
      }
    }
  }

  async function ready(slot: Slot<Api, Feature>, needs: readonly Feature[]): Promise<Bridge<Api>> {
    const able = needs.every((need) => slot.features.includes(need));
    if (slot.bridge && !able) {
      (await slot.bridge.catch(() => undefined))?.end();
      slot.bridge = undefined;
    }
    if (!slot.bridge) {
      slot.features = [...new Set([...slot.features, ...needs])];
      slot.bridge = options.start(slot.features);
    }
    try {
      return await slot.bridge;
    } catch (error) {
      slot.bridge = undefined;
      slot.features = [];
      throw error;
    }
  }

  function rest(): void {
    if (slots.some((slot) => slot.busy)) return;
    clearTimeout(idle);
    if (options.idleMs !== undefined) idle = setTimeout(endAll, options.idleMs);
  }

  function endAll(): void {
    for (const slot of slots) {
      slot.bridge?.then((bridge) => bridge.end()).catch(() => {});
      slot.bridge = undefined;
      slot.features = [];
    }
  }

  return {
    size: options.size,
    run<T>(task: Task<Api, Feature, T>): Promise<T> {
      if (task.signal?.aborted) return Promise.reject(task.signal.reason);
      return new Promise<T>((resolve, reject) => {
        const queued: Queued<Api, Feature> = { task, resolve: (value) => resolve(value as T), reject };
        const priority = task.priority ?? 0;
        const behind = queue.findLastIndex((other) => (other.task.priority ?? 0) >= priority);
        queue.splice(behind + 1, 0, queued);
        task.signal?.addEventListener('abort', () => {
          const at = queue.indexOf(queued);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(task.signal?.reason);
        });
        next();
      });
    },
    close() {
      for (const { reject } of queue.splice(0)) reject(new DOMException('closed', 'AbortError'));
      endAll();
    },
  };
}
