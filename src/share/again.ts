import { codeOf } from '../domain/errors';

const PAUSE_MS = 300;

/**
 * Does once more what a storage did not answer, or answered with an error of its own: servers close a kept connection just as it is
 * used again (Apache does). For what may be repeated only.
 */
export async function again<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (signal?.aborted || (code !== 'carrier-cors' && code !== 'carrier-failed')) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    signal?.throwIfAborted();
    return work();
  }
}
