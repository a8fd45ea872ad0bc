import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { describeError } from '../../domain/errors';
import { beginRestore, type Inspection, type Restore, type RestoreResult } from '../../flows/restore';
import { Button } from '../../kit/Button';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { Dialog } from '../../kit/Dialog';
import { Problem } from '../../kit/Problem';
import { canPickFolders } from '../../state/backup';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { formatBytes, formatDateTime, formatNumber, plural } from '../../text/format';
import { InBackup } from '../parts/InBackup';
import './restore.css';

const MOST_LINES = 100;

/** Dialog "Restore": which backup, what is in it, beside or in the place of what is here, and what came of it. */
export function RestoreDialog() {
  const restore = useMemo(beginRestore, []);
  useEffect(() => restore.leave, []);
  const [mode, setMode] = useState<'merge' | 'replace'>('merge');
  const [passphrase, setPassphrase] = useState('');
  const [asking, setAsking] = useState(false);
  const state = restore.state.value;
  const backup = state.type === 'open' && state.inspection.type === 'backup' ? state.inspection : null;
  const plain = state.type === 'open' && state.inspection.type === 'plain' ? state.inspection : null;
  const here = (counts.value?.living ?? 0) + (counts.value?.deleted ?? 0);
  const begin = () => {
    if (mode === 'replace' && here > 0) setAsking(true);
    else void restore.start(mode, passphrase);
  };
  return (
    <Dialog
      title="Restore"
      class="wide"
      onClose={() => closeDialogOf('restore')}
      foot={
        <Foot state={state.type} restore={restore}>
          {backup && (
            <Button look="main" onClick={begin}>
              Restore
            </Button>
          )}
          {plain && (
            <Button look="main" onClick={() => void restore.upload()}>
              Upload {plural(plain.files, 'file')}
            </Button>
          )}
        </Foot>
      }
    >
      <div class="restore-body">
        {(state.type === 'choosing' || state.type === 'open') && <Choose restore={restore} />}
        <Problem text={state.type === 'choosing' ? state.problem : null} />
        {state.type === 'opening' && <p role="status">Looking what is in it …</p>}
        {plain && (
          <p>
            This is no backup of Satchel, but it holds {plural(plain.files, 'file')}. They can be added as an upload.
          </p>
        )}
        {backup && (
          <>
            <Contents backup={backup} />
            <fieldset class="restore-modes">
              <legend class="visually-hidden">How to restore</legend>
              <Mode
                value="merge"
                chosen={mode}
                onChoose={setMode}
                label="Merge into this library"
                help="Nothing that is here goes. Of what both have, the later word stays, field by field."
              />
              <Mode
                value="replace"
                chosen={mode}
                onChoose={setMode}
                label="Replace this library"
                help="What is here goes, at the moment when the backup is here whole; not before."
              />
            </fieldset>
            {backup.hasCarriers && (
              <label class="restore-passphrase">
                <span class="label">Passphrase for carriers</span>
                <input
                  class="text-field"
                  type="password"
                  autocomplete="off"
                  value={passphrase}
                  onInput={(event) => setPassphrase(event.currentTarget.value)}
                />
                <span class="setting-help">Brings the keys of your storages along. Left empty, they stay out.</span>
              </label>
            )}
          </>
        )}
        {state.type === 'running' && <Running progress={state.progress} />}
        {state.type === 'done' && <Result result={state.result} />}
      </div>
      {asking && (
        <ConfirmDialog
          title="Replace this library?"
          onClose={() => setAsking(false)}
          onOk={() => void restore.start(mode, passphrase)}
        >
          <p>
            {plural(here, 'asset')} with {here === 1 ? 'its' : 'their'} versions, collections and notes will be gone for
            good. <InBackup ids={null} />
          </p>
        </ConfirmDialog>
      )}
    </Dialog>
  );
}

function Foot({ state, restore, children }: { state: string; restore: Restore; children: ComponentChildren }) {
  const running = state === 'running';
  return (
    <>
      <span class="grow" />
      {running && <Button onClick={restore.stop}>Cancel</Button>}
      <Button look={state === 'done' ? 'main' : 'plain'} onClick={closeDialog}>
        {running || state === 'done' ? 'Close' : 'Cancel'}
      </Button>
      {children}
    </>
  );
}

function Choose({ restore }: { restore: Restore }) {
  const open = (list: FileList | null) => {
    const files = [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
    if (files.length > 0) void restore.open({ type: 'files', files });
  };
  return (
    <>
      <p class="setting-help">
        A backup is a folder with “bagit.txt” in it, or one or more zip files. Choose all zip files of one backup at
        once, in any order.
      </p>
      <div class="restore-buttons">
        {canPickFolders() ? (
          <Button icon="folder" onClick={() => void restore.chooseFolder()}>
            Choose folder
          </Button>
        ) : (
          <FileInput label="Choose folder" folder onFiles={open} />
        )}
        <FileInput label="Choose files" accept=".zip,application/zip" onFiles={open} />
      </div>
    </>
  );
}

interface FileInputProps {
  label: string;
  folder?: boolean;
  accept?: string;
  onFiles: (files: FileList | null) => void;
}

function FileInput({ label, folder = false, accept, onFiles }: FileInputProps) {
  return (
    <label class="button">
      <input
        type="file"
        class="file-input"
        multiple
        accept={accept}
        aria-label={label}
        ref={(input) => {
          if (input && folder) input.webkitdirectory = true;
        }}
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {label}
    </label>
  );
}

function Contents({ backup }: { backup: Extract<Inspection, { type: 'backup' }> }) {
  const { head, missingZips, ofZips, absent, damaged } = backup;
  return (
    <>
      <dl class="facts" aria-label="What is in it">
        <Fact term="Library">{head.name}</Fact>
        <Fact term="Made">
          {formatDateTime(head.madeAt)}, by {head.program}
        </Fact>
        <Fact term="Assets">
          {formatNumber(head.assets)} in {plural(head.versions, 'version')}, {formatBytes(head.bytes)}
        </Fact>
        <Fact term="Besides">
          {[
            plural(backup.categories, 'category', 'categories'),
            plural(backup.collections, 'collection'),
            plural(backup.notes, 'note'),
          ].join(', ')}
        </Fact>
      </dl>
      {missingZips.length > 0 && (
        <p class="field-problem" role="alert">
          Of {formatNumber(ofZips)} zip files {missingZips.length === 1 ? 'number' : 'numbers'} {missingZips.join(', ')}{' '}
          {missingZips.length === 1 ? 'is' : 'are'} missing: choose all of them at once. Without{' '}
          {missingZips.length === 1 ? 'it' : 'them'} some originals cannot be restored.
        </p>
      )}
      <Lines label="Missing" text="These originals are not in it:" lines={absent} />
      <Lines label="Damaged" text="These parts of it cannot be read as they were written:" lines={damaged} />
    </>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ModeProps {
  value: 'merge' | 'replace';
  chosen: string;
  onChoose: (mode: 'merge' | 'replace') => void;
  label: string;
  help: string;
}

function Mode({ value, chosen, onChoose, label, help }: ModeProps) {
  return (
    <div>
      <label class="setting-switch">
        <input
          type="radio"
          name="restore-mode"
          checked={chosen === value}
          aria-describedby={`restore-${value}`}
          onChange={() => onChoose(value)}
        />
        <span>{label}</span>
      </label>
      <p class="setting-help" id={`restore-${value}`}>
        {help}
      </p>
    </div>
  );
}

function Running({
  progress,
}: {
  progress: { bytes: number; ofBytes: number; files: number; ofFiles: number } | null;
}) {
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

function Result({ result }: { result: RestoreResult }) {
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

function Lines({ label, text, lines }: { label: string; text: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{text}</p>
      <ul class="restore-lines" aria-label={label}>
        {lines.slice(0, MOST_LINES).map((line, i) => (
          <li key={`${i} ${line}`}>{line}</li>
        ))}
        {lines.length > MOST_LINES && <li>and {formatNumber(lines.length - MOST_LINES)} more</li>}
      </ul>
    </>
  );
}
