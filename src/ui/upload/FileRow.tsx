import { isPassing } from '../../domain/errors';
import { applySidecars, withNews } from '../../flows/apply-sidecars';
import type { IntakeRow, SaidBeside, UploadSession } from '../../flows/upload-session';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { openDialog } from '../../state/dialogs';
import { describeFailure } from '../../state/failure';
import { formatBytes } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import './upload.css';
import '../parts/files.css';

/** On a phone a reason takes more lines, and so does all that can be done with a sidecar. */
export const rowHeight = (sidecars: boolean) =>
  matchMedia('(max-width: 639px)').matches ? (sidecars ? 152 : 124) : 64;

const STATUS_WORDS: Record<IntakeRow['status'], string> = {
  waiting: 'Waiting',
  reading: 'Reading',
  stored: 'Stored, making previews',
  ready: 'Done',
  failed: '',
  known: 'Already in library',
  stopped: 'Stopped',
};

function stateWords({ failure, status, mended, said }: IntakeRow): string {
  if (failure) return describeFailure(failure);
  if (status === 'known' && said) return sidecarWords(said);
  if (mended) return 'Already in library. Its bytes were damaged there; this file has mended them.';
  return STATUS_WORDS[status];
}

function sidecarWords({ aloneOf, edit, labels, applied }: SaidBeside): string {
  const [what, says] = aloneOf
    ? [`The sidecar of ${aloneOf}, which is in the library.`, 'It says']
    : ['Already in library.', 'Its sidecar says'];
  if (applied) return `${what} What it says was taken in.`;
  return edit ? `${what} ${says} other things: ${labels.join(', ')}.` : `${what} ${says} nothing new.`;
}

const PROGRESS: Record<IntakeRow['status'], number | undefined> = {
  waiting: 0,
  reading: undefined,
  stored: 0.6,
  ready: 1,
  failed: 1,
  known: 1,
  stopped: 0,
};

interface FileRowProps {
  row: IntakeRow;
  session: UploadSession;
  /** In pixels; that of every row of the list. */
  height: number;
}

/** A file of an upload: how far it is, why not, and what can be done. */
export function FileRow({ row, session, height }: FileRowProps) {
  // Rows change in place, and what this row says looks at other signals: without the revision it would be passed over.
  session.revision.value;
  const { intake } = session;
  const value = PROGRESS[row.status];
  return (
    <div class={`file-row ${row.status}`} style={{ height: `${height}px` }} role="listitem" aria-label={row.name}>
      <div class="file-name" title={row.name}>
        {middleEllipsis(row.name, 64)}
      </div>
      <div class="file-size">{formatBytes(row.bytes)}</div>
      <div class="file-state">
        {row.status === 'ready' && <Icon name="check" size={14} />}
        {row.status === 'failed' && <Icon name="alert" size={14} />}
        <span title={stateWords(row)}>{stateWords(row)}</span>
      </div>
      <div class="file-actions">
        {row.status === 'known' && row.existingId && (
          <>
            <Button
              onClick={() => {
                const id = row.existingId;
                if (id) openDialog({ type: 'viewer', id });
              }}
            >
              Open existing
            </Button>
            {withNews([row]).length > 0 && (
              <Button onClick={() => void applySidecars(session, [row])}>Apply its sidecar</Button>
            )}
            <Button onClick={() => intake.addAnyway(row.index)}>Add anyway</Button>
            {!row.said?.aloneOf && (
              <Button onClick={() => void intake.addAsVersion(row.index)}>Add as new version</Button>
            )}
          </>
        )}
        {row.status === 'failed' && row.failure && isPassing(row.failure) && (
          <Button onClick={() => intake.retry(row.index)}>Retry</Button>
        )}
        {row.status === 'failed' && !row.assetId && (
          <Button onClick={() => intake.takeOff(row.index)}>Take off the list</Button>
        )}
      </div>
      <progress
        class={row.status === 'failed' ? 'failed' : row.status === 'ready' ? 'done' : ''}
        aria-label={row.name}
        max={1}
        {...(value === undefined ? {} : { value })}
      />
    </div>
  );
}
