import { useState } from 'preact/hooks';
import { isPassing } from '../../domain/errors';
import { middleEllipsis } from '../../domain/naming';
import type { IntakeRow } from '../../intake/pipeline';
import { fromTransfer } from '../../intake/sources/transfer';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { formatBytes, plural } from '../../kit/format';
import { Icon } from '../../kit/Icon';
import { VirtualList } from '../../kit/VirtualList';
import { openDialog } from '../../views/dialogs';
import { describeFailure } from '../../views/failure';
import { installation } from '../../views/installation';
import {
  addToUpload,
  currentUpload,
  finishSession,
  leaveUpload,
  missingFields,
  stopUpload,
  tally,
  troubles,
  type UploadSession,
} from '../../views/uploads';
import { FileButtons } from './FileButtons';
import { CategoriesStep, MetadataStep } from './GivenSteps';

/** A reason takes more lines on a phone. */
const rowHeight = () => (matchMedia('(max-width: 639px)').matches ? 124 : 64);

const STEPS = ['Files', 'Categories', 'Metadata'] as const;
type Step = (typeof STEPS)[number];

/** Dialog "Upload": files, then what is said of them. "Finish" works from every step. */
export function UploadDialog() {
  const session = currentUpload.value;
  const [step, setStep] = useState<Step>('Files');
  const [refusal, setRefusal] = useState('');
  if (!session) return null;
  // Looked at so that the dialog is drawn again when rows, which change in place, have changed.
  session.revision.value;
  const any = session.intake.rows.length > 0;
  const at = STEPS.indexOf(step);
  const go = (next: Step | undefined) => {
    if (next) setStep(next);
    setRefusal('');
  };
  const finish = async () => {
    if (installation.peek().categoryRequired && session.given.peek().categories.size === 0) {
      setStep('Categories');
      return setRefusal('A category is needed before the upload can be finished.');
    }
    const missing = await missingFields(session);
    if (missing.length > 0) {
      setStep('Metadata');
      return setRefusal(`Needed for every file: ${missing.map((field) => field.label).join(', ')}.`);
    }
    await finishSession(session);
  };
  return (
    <Dialog
      title="Upload"
      class={`wide upload-dialog ${step === 'Metadata' ? 'edit-dialog' : ''}`}
      onClose={() => void leaveUpload(session)}
      leaveLabel={any ? 'Leave, work goes on in Jobs' : 'Leave'}
      foot={
        <>
          <span class="grow">{any && <Summary session={session} />}</span>
          <Button onClick={() => void stopUpload(session)}>Cancel</Button>
          {at > 0 && <Button onClick={() => go(STEPS[at - 1])}>Back</Button>}
          {at < STEPS.length - 1 && (
            <Button disabled={!any} onClick={() => go(STEPS[at + 1])}>
              Next
            </Button>
          )}
          <Button look="main" disabled={!any} onClick={() => void finish()}>
            Finish
          </Button>
        </>
      }
    >
      <ol class="steps">
        {STEPS.map((each) => (
          <li key={each} aria-current={each === step ? 'step' : undefined}>
            {each}
          </li>
        ))}
      </ol>
      {refusal && (
        <p class="field-problem" role="alert">
          {refusal}
        </p>
      )}
      {step === 'Files' && <FilesStep session={session} />}
      {step === 'Categories' && <CategoriesStep session={session} />}
      {step === 'Metadata' && <MetadataStep session={session} />}
    </Dialog>
  );
}

function FilesStep({ session }: { session: UploadSession }) {
  // Rows change in place: whoever shows them looks at the revision, or would be passed over.
  session.revision.value;
  const { rows } = session.intake;
  const count = tally(rows);
  const any = rows.length > 0;
  const busy = count.waiting > 0 || session.collecting.value;
  return (
    <>
      <section
        class={`drop-zone ${any ? 'small' : ''}`}
        aria-label="Drop files here"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          if (!event.dataTransfer) return;
          event.preventDefault();
          event.stopPropagation();
          void addToUpload(fromTransfer(event.dataTransfer));
        }}
      >
        {!any && <Icon name="upload" size={28} />}
        <p>{any ? 'Drop more files or folders here, or' : 'Drop files and folders here, paste them, or'}</p>
        <div class="drop-buttons">
          <FileButtons onFiles={(collected) => void addToUpload(collected)} />
        </div>
      </section>
      {busy && (
        <progress
          class="upload-total"
          aria-label="All files"
          max={Math.max(1, count.total)}
          value={count.total - count.waiting}
        />
      )}
      {any && (
        <VirtualList label="Files" count={rows.length} rowHeight={rowHeight()}>
          {(index) => {
            const row = rows[index];
            return row && <FileRow key={row.index} row={row} session={session} />;
          }}
        </VirtualList>
      )}
      {session.systemFiles > 0 && (
        <p class="upload-note">{plural(session.systemFiles, 'system file')} such as “.DS_Store” left out.</p>
      )}
    </>
  );
}

function Summary({ session }: { session: UploadSession }) {
  const count = tally(session.intake.rows);
  const parts = [`${count.arrived.toLocaleString()} of ${plural(count.total, 'file')} in the library`];
  if (count.known > 0) parts.push(`${count.known.toLocaleString()} there already`);
  parts.push(...troubles(session.intake.rows));
  return <span role="status">{parts.join(', ')}</span>;
}

const STATUS_WORDS: Record<IntakeRow['status'], string> = {
  waiting: 'Waiting',
  reading: 'Reading',
  stored: 'Stored, making previews',
  ready: 'Done',
  failed: '',
  known: 'Already in library',
  stopped: 'Stopped',
};

function stateWords({ failure, status, mended }: IntakeRow): string {
  if (failure) return describeFailure(failure);
  if (mended) return 'Already in library. Its bytes were damaged there; this file has mended them.';
  return STATUS_WORDS[status];
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

function FileRow({ row, session }: { row: IntakeRow; session: UploadSession }) {
  const { intake } = session;
  const value = PROGRESS[row.status];
  return (
    <div class={`file-row ${row.status}`} style={{ height: `${rowHeight()}px` }} role="listitem" aria-label={row.name}>
      <div class="file-name" title={row.name}>
        {middleEllipsis(row.name, 64)}
      </div>
      <div class="file-size">{formatBytes(row.bytes)}</div>
      <div class="file-state">
        {row.status === 'ready' && <Icon name="check" size={14} />}
        {row.status === 'failed' && <Icon name="alert" size={14} />}
        <span>{stateWords(row)}</span>
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
            <Button onClick={() => intake.addAnyway(row.index)}>Add anyway</Button>
            <Button onClick={() => void intake.addAsVersion(row.index)}>Add as new version</Button>
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
