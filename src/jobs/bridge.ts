import { type Remote, releaseProxy, wrap } from 'comlink';
import { AppError, type ErrorCode } from '../domain/errors';
import { afterAwake } from './deadline';

/** What crosses to a worker: functions that are called back, bytes that go over. Nobody but the bridge and the workers knows Comlink. */
export type { Remote } from 'comlink';
export { proxy, transfer } from 'comlink';

/** What nobody gave a deadline of its own is done in moments. */
const USUAL_DEADLINE_MS = 120_000;

interface CallOptions {
  signal?: AbortSignal;
  /** After this the worker counts as stuck and is ended; two minutes where nothing is said. See `deadlineFor`. */
  deadlineMs?: number;
  /** What is then thrown. */
  late?: ErrorCode;
}

/**
 * The main thread's end of a worker. Comlink alone leaves a call pending for ever when its worker dies (its issues 601
 * and 665): here every call settles, at its deadline if not before, and cancelling one ends the worker, since nothing else
 * stops code in wasm, or a program that goes round in circles.
 */
export interface Bridge<Api> {
  readonly dead: boolean;
  /** Whether it has ever answered: one that never did has not started. */
  readonly answered: boolean;
  /** @throws what the worker throws; AbortError; AppError "stuck" or as asked for, or "out-of-memory" where the worker died */
  call<T>(work: (api: Remote<Api>) => Promise<T>, options?: CallOptions): Promise<T>;
  end(): void;
}

export function startBridge<Api>(make: () => Worker): Bridge<Api> {
  const worker = make();
  const api = wrap<Api>(worker);
  const pending = new Set<(error: unknown) => void>();
  let dead = false;
  let answered = false;

  function die(error: unknown): void {
    if (dead) return;
    dead = true;
    worker.terminate();
    api[releaseProxy]();
    for (const reject of pending) reject(error);
    pending.clear();
  }
  const crashed = (event: Event) => {
    event.preventDefault();
    const detail = 'message' in event ? String(event.message) : '';
    die(new AppError(/memory/i.test(detail) ? 'out-of-memory' : 'worker-start', { detail }));
  };
  worker.addEventListener('error', crashed);
  worker.addEventListener('messageerror', crashed);

  return {
    get dead() {
      return dead;
    },
    get answered() {
      return answered;
    },
    end: () => die(new DOMException('ended', 'AbortError')),
    call(work, { signal, deadlineMs = USUAL_DEADLINE_MS, late = 'stuck' } = {}) {
      if (dead) return Promise.reject(new AppError('worker-start'));
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise((resolve, reject) => {
        pending.add(reject);
        const abort = () => die(signal?.reason);
        const stopWaiting = afterAwake(deadlineMs, () => die(new AppError(late)));
        signal?.addEventListener('abort', abort);
        work(api)
          .finally(() => {
            answered = true;
          })
          .then(resolve, reject)
          .finally(() => {
            pending.delete(reject);
            stopWaiting();
            signal?.removeEventListener('abort', abort);
          });
      });
    },
  };
}
