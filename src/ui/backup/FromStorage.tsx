import { useState } from 'preact/hooks';
import type { Restore } from '../../flows/restore';
import { Button } from '../../kit/Button';
import { FileButton } from '../../kit/FileButton';
import { inStorage } from '../../state/backup';
import { StorageSelect, useStorageChoice } from '../parts/StorageSelect';
import './restore.css';

/** A library in a storage: which storage, which folder, and the key that opens it. */
export function FromStorage({ restore }: { restore: Restore }) {
  const known = useStorageChoice();
  const [changed, setChanged] = useState<Partial<typeof known.choice>>({});
  const [key, setKey] = useState('');
  const choice = { ...known.choice, ...changed };
  const lies = inStorage.value;
  const isOwn = lies?.storage === choice.storage && lies.folder === choice.folder;
  return (
    <section class="restore-storage" aria-label="From own storage">
      {known.problem && <p class="setting-help">{known.problem}</p>}
      <StorageSelect choice={choice} onChoose={(change) => setChanged({ ...changed, ...change })} />
      <label class="field">
        <span class="label">Recovery key</span>
        <textarea
          class="text-field"
          rows={3}
          autocomplete="off"
          spellcheck={false}
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </label>
      <p class="setting-help">
        {isOwn
          ? 'This browser has the key of this library: it can stay empty.'
          : 'The 24 words of the recovery sheet, or the line that begins with AGE-SECRET-KEY. It stays empty where the library is not encrypted.'}
      </p>
      <div class="restore-buttons">
        <FileButton
          label="Choose the recovery sheet"
          accept=".txt,text/plain"
          onFiles={([file]) => void file?.text().then(setKey, () => {})}
        />
        <Button
          look="main"
          disabled={known.problem !== undefined}
          title={known.problem}
          onClick={() => void restore.openStored(choice, key)}
        >
          Open
        </Button>
      </div>
    </section>
  );
}
