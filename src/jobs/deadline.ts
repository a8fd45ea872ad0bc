/** The slowest that a file is ever read or written: an old stick, a network drive. */
const BYTES_PER_SECOND = 1_000_000;
/** The slowest line that anybody sends or fetches a package over. */
export const SLOWEST_LINE = 4_000;
const SHORTEST_MS = 30_000;

/**
 * How long work on so many bytes may take: half a minute, and what reading them takes at the slowest. What is in them
 * counts for nothing.
 */
export function deadlineFor(bytes: number, bytesPerSecond = BYTES_PER_SECOND): number {
  return SHORTEST_MS + (bytes / bytesPerSecond) * 1000;
}

/** Between two looks at the clock so much counts at most: while a computer slept no worker worked. */
const MOST_COUNTED_MS = 10_000;

/**
 * Calls once so much time has passed in which this page was awake.
 * @returns what ends the waiting
 */
export function afterAwake(ms: number, call: () => void): () => void {
  let left = ms;
  let last = performance.now();
  const timer = setInterval(
    () => {
      const now = performance.now();
      left -= Math.min(now - last, MOST_COUNTED_MS);
      last = now;
      if (left > 0) return;
      clearInterval(timer);
      call();
    },
    Math.min(1000, ms),
  );
  return () => clearInterval(timer);
}
