import { isStorageFolder, STORAGE_CHOICE, type StorageChoice } from '../../domain/backup';
import { STORAGE_IDS } from '../../domain/share';
import { STORAGES } from '../../share/storages';
import { storages } from '../../sharing/storages';
import { canPickFolders, storageChoice } from '../../state/backup';
import './storage-select.css';

/** The storages that can be chosen: those that are set up, and a folder of this device where the browser lets pages write into one. */
function available(): StorageChoice['storage'][] {
  const setUp = STORAGE_IDS.filter((id) => storages[id].value);
  return canPickFolders() ? [...setUp, 'folder'] : setUp;
}

/** Where the library is backed up to: what was chosen, as far as it is set up. @returns beside it why nothing can go there */
export function useStorageChoice(): { choice: StorageChoice; problem: string | undefined } {
  const kept = storageChoice.value;
  const there = available();
  const storage = there.includes(kept.storage) ? kept.storage : (there[0] ?? kept.storage);
  const choice = { ...kept, storage };
  if (there.length === 0) return { choice, problem: 'Set up your storage in Settings → Carriers first.' };
  return { choice, problem: isStorageFolder(kept.folder) ? undefined : FOLDER_PROBLEM };
}

const FOLDER_PROBLEM =
  'The folder needs a name of letters, digits, dots, hyphens and underscores, such as “satchel-library”.';

interface Props {
  choice: StorageChoice;
  onChoose: (change: Partial<StorageChoice>) => void;
}

/** Which storage, and the folder in it. */
export function StorageSelect({ choice, onChoose }: Props) {
  const there = available();
  if (there.length === 0) return null;
  return (
    <div class="storage-select">
      <label class="field">
        <span class="label">Storage</span>
        <select
          class="select"
          value={choice.storage}
          onChange={(event) => {
            const chosen = there.find((id) => id === event.currentTarget.value);
            if (chosen) onChoose({ storage: chosen });
          }}
        >
          {there.map((id) => (
            <option key={id} value={id}>
              {id === 'folder' ? 'Folder on this device' : STORAGES[id].title}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="label">Folder in the storage</span>
        <input
          class="text-field"
          value={choice.folder}
          placeholder={STORAGE_CHOICE.folder}
          spellcheck={false}
          onChange={(event) => onChoose({ folder: event.currentTarget.value.trim() })}
        />
      </label>
    </div>
  );
}
