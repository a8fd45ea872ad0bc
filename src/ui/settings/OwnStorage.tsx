import { backUpToStorage } from '../../flows/backup-storage';
import { showRecoverySheet } from '../../flows/recovery-sheet';
import { Button } from '../../kit/Button';
import { chooseStorage, inStorage } from '../../state/backup';
import { go } from '../../state/route';
import { StorageSelect, useStorageChoice } from '../parts/StorageSelect';
import './settings.css';

/** "Back up to own storage": what is chosen below says where. */
export function BackUpToStorage() {
  const { choice, problem } = useStorageChoice();
  return (
    <Button
      icon="cloud-upload"
      disabled={problem !== undefined}
      title={problem}
      onClick={() => void backUpToStorage(choice)}
    >
      Back up to own storage
    </Button>
  );
}

/** Where backups into a storage go, and what opens them. */
export function OwnStorage() {
  const { choice, problem } = useStorageChoice();
  const lies = inStorage.value;
  const here = lies?.storage === choice.storage && lies.folder === choice.folder ? lies : null;
  const unset = problem !== undefined && choice.storage !== 'folder';
  return (
    <section class="setting" aria-labelledby="own-storage">
      <h2 id="own-storage" class="setting-label">
        Own storage
      </h2>
      <StorageSelect choice={choice} onChoose={(change) => void chooseStorage(change)} />
      {problem && <p class="setting-help">{problem}</p>}
      {unset && (
        <Button look="quiet" onClick={() => go({ page: 'settings', tab: 'carriers' })}>
          Set up a storage
        </Button>
      )}
      <label class="setting-switch">
        <input
          type="checkbox"
          checked={here ? here.encrypted : choice.encrypt}
          disabled={here !== null}
          onChange={(event) => void chooseStorage({ encrypt: event.currentTarget.checked })}
        />
        <span class="setting-label">Encrypt</span>
      </label>
      <p class="setting-help">
        {here
          ? here.encrypted
            ? 'What lies there is encrypted. For a backup without encryption choose another folder.'
            : 'What lies there is not encrypted: whoever can read the storage can read everything. For an encrypted backup choose another folder.'
          : 'The storage then sees sizes and times, and nothing else. Only the recovery sheet opens the backup.'}
      </p>
      {lies?.encrypted && (
        <>
          <Button onClick={() => void showRecoverySheet()}>Recovery sheet</Button>
          {!lies.sheetKept && (
            <p class="setting-help">
              Nobody has kept the recovery sheet yet. Where this browser is lost, the backup cannot be opened without
              it.
            </p>
          )}
        </>
      )}
    </section>
  );
}
