import { useState } from 'preact/hooks';
import { applySidecars, withNews } from '../../flows/apply-sidecars';
import { fromTransfer } from '../../flows/chosen';
import type { UploadSession } from '../../flows/upload-session';
import { tally, troubles } from '../../flows/upload-tally';
import { addToUpload, currentUpload, finishSession, leaveUpload, missingFields, stopUpload } from '../../flows/uploads';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { Icon } from '../../kit/Icon';
import { Problem } from '../../kit/Problem';
import { VirtualList } from '../../kit/VirtualList';
import { installation } from '../../state/installation';
import { libraryState } from '../../state/library';
import { plural } from '../../text/format';
import { wordsOfValues } from '../parts/fields/words';
import { FileButtons } from './FileButtons';
import { FileRow, rowHeight } from './FileRow';
import { CategoriesStep, MetadataStep } from './GivenSteps';
import './upload.css';

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
  const typed = wordsOfValues(session.given.value.values, {});
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
      class={`upload-dialog ${step === 'Metadata' ? 'large' : ''}`}
      // What is typed is kept with the upload, as long as there is a library to keep it in.
      changed={libraryState.value.type === 'failed' && typed.length > 0}
      words={typed}
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
      <Problem text={refusal} />
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
  const news = withNews(rows);
  const height = rowHeight(news.length > 0);
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
        <VirtualList label="Files" count={rows.length} rowHeight={height}>
          {(index) => {
            const row = rows[index];
            return row && <FileRow key={row.index} row={row} session={session} height={height} />;
          }}
        </VirtualList>
      )}
      {news.length > 1 && (
        <p class="upload-note">
          {plural(news.length, 'sidecar')} of what is in the library already say other things.{' '}
          <Button onClick={() => void applySidecars(session, news)}>Apply all of them</Button>
        </p>
      )}
      {session.systemFiles > 0 && (
        <p class="upload-note">{plural(session.systemFiles, 'system file')} such as “.DS_Store” left out.</p>
      )}
    </>
  );
}

function Summary({ session }: { session: UploadSession }) {
  session.revision.value;
  const count = tally(session.intake.rows);
  const parts = [`${count.arrived.toLocaleString()} of ${plural(count.total, 'file')} in the library`];
  if (count.known > 0) parts.push(`${count.known.toLocaleString()} there already`);
  const news = withNews(session.intake.rows).length;
  if (news > 0) parts.push(`${plural(news, 'sidecar')} not applied`);
  parts.push(...troubles(session.intake.rows));
  return <span role="status">{parts.join(', ')}</span>;
}
