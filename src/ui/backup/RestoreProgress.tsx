import { describeError } from '../../domain/errors';
import type { RestoreResult } from '../../flows/restore';
import { formatBytes, formatNumber, plural } from '../../text/format';
import { Lines } from './Lines';

interface Progress {
  bytes: number;
  ofBytes: number;
  files: number;
  ofFiles: number;
}

/** How far reading its lists is. */
export function RestoreOpening({ progress }: { progress: { done: number; of: number } | null }) {
  return (
    <p role="status">
      Looking what is in it …{progress && ` ${formatNumber(progress.done)} of ${formatNumber(progress.of)}`}
    </p>
  );
}

/** How far it is; null while nothing can be said of that yet. */
export function RestoreRunning({ progress }: { progress: Progress | null }) {
  return (
    <>
      <p role="status">
        {progress
          ? `${formatNumber(progress.files)} of ${plural(progress.ofFiles, 'asset')}, ${formatBytes(progress.bytes)} of ${formatBytes(progress.ofBytes)}`
          : 'Reading …'}
      </p>
      <progress
        aria-label="Restore"
        {...(progress ? { max: Math.max(1, progress.ofBytes), value: progress.bytes } : {})}
      />
      <p class="setting-help">It goes on when this is closed; Jobs shows how far it is.</p>
    </>
  );
}

/** What came of it: how much, and what did not come or gave way. */
export function RestoreDone({ result }: { result: RestoreResult }) {
  const { added, merged, failures, conflicts, stopped } = result;
  return (
    <>
      <p role="status">
        {plural(added, 'asset')} {added === 1 ? 'was' : 'were'} restored
        {merged > 0 && `, ${formatNumber(merged)} were here already and were merged`}.
        {stopped && ' It was stopped before its end: restore the same backup again, and it goes on from there.'}
      </p>
      <Lines
        label="Damaged or missing"
        text="These files could not be restored:"
        lines={failures.map(({ fileName, failure }) => `${fileName}: ${describeError(failure)}`)}
      />
      <Lines
        label="Conflicts"
        text="Both had a word here, and the later one stays:"
        lines={conflicts.map(
          ({ of, property, kept, lost }) => `${of}, ${property}: “${kept}” stays, “${lost}” gave way`,
        )}
      />
    </>
  );
}
