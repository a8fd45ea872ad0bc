import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { beginRestore, type Restore } from '../../flows/restore';
import { Button } from '../../kit/Button';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { Dialog } from '../../kit/Dialog';
import { Problem } from '../../kit/Problem';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { plural } from '../../text/format';
import { InBackup } from '../parts/InBackup';
import { BackupContents } from './BackupContents';
import { ChooseBackup } from './ChooseBackup';
import { type RestoreMode, RestoreModes } from './RestoreModes';
import { RestoreDone, RestoreOpening, RestoreRunning } from './RestoreProgress';
import './restore.css';

/** Dialog "Restore": which backup, what is in it, beside or in the place of what is here, and what came of it. */
export function RestoreDialog() {
  const restore = useMemo(beginRestore, []);
  useEffect(() => restore.leave, []);
  const [mode, setMode] = useState<RestoreMode>('merge');
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
        {['choosing', 'opening', 'open'].includes(state.type) && <ChooseBackup restore={restore} />}
        <Problem text={state.type === 'choosing' ? state.problem : null} />
        {state.type === 'opening' && <RestoreOpening progress={state.progress} />}
        {plain && (
          <p>
            This is no backup of Satchel, but it holds {plural(plain.files, 'file')}. They can be added as an upload.
          </p>
        )}
        {backup && (
          <>
            <BackupContents backup={backup} />
            <RestoreModes chosen={mode} onChoose={setMode} />
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
        {state.type === 'running' && <RestoreRunning progress={state.progress} />}
        {state.type === 'done' && <RestoreDone result={state.result} />}
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
