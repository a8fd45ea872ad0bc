import { useState } from 'preact/hooks';
import { type BackupChoices, type LastBackup, REMIND_DAYS, ZIP_SIZES } from '../../domain/backup';
import { SHORTEST_PASSPHRASE } from '../../domain/share';
import { backUpToFolder } from '../../flows/backup-folder';
import { backUpAsZips } from '../../flows/backup-zips';
import { Button } from '../../kit/Button';
import {
  backupChoices,
  backupFolder,
  canPickFolders,
  chooseForBackups,
  lastBackup,
  sinceBackup,
} from '../../state/backup';
import { openDialog } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { formatBytes, formatDateTime, formatNumber, plural } from '../../text/format';
import { BackUpToStorage, OwnStorage } from './OwnStorage';
import './settings.css';

/** Settings → Backup: carries the library to a disk, and back. */
export function BackupTab() {
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const folder = backupFolder.value;
  const options = { passphrase };
  const tooShort =
    passphrase !== null && passphrase.length < SHORTEST_PASSPHRASE
      ? `The passphrase for carriers needs ${SHORTEST_PASSPHRASE} characters or more.`
      : undefined;
  return (
    <>
      <Last />
      <div class="setting-buttons">
        {canPickFolders() && (
          <Button
            look="main"
            icon="folder"
            disabled={tooShort !== undefined}
            title={tooShort}
            onClick={() => void backUpToFolder(options)}
          >
            Back up to a folder
          </Button>
        )}
        <Button
          icon="archive"
          disabled={tooShort !== undefined}
          title={tooShort}
          onClick={() => void backUpAsZips(options)}
        >
          Back up as zip files
        </Button>
        <BackUpToStorage />
        <Button icon="retry" onClick={() => openDialog({ type: 'restore' })}>
          Restore
        </Button>
      </div>
      {canPickFolders() && folder && (
        <div class="setting">
          <p class="setting-help">
            Backups go to the folder “{folder.name}”: only what is not there yet is written. Another disk is the best
            place for it.
          </p>
          <Button look="quiet" onClick={() => void backUpToFolder(options, true)}>
            Choose another folder
          </Button>
        </div>
      )}
      {!canPickFolders() && (
        <p class="setting-help">
          This browser lets no page write into a folder, so backups are zip files in its downloads. Keep all of one
          backup together, on another disk than this one.
        </p>
      )}
      <Choice
        label="Folders of originals"
        value={backupChoices.value.folders}
        options={[
          ['categories', 'Their categories'],
          ['days', 'The days on which they came'],
        ]}
        onChoose={(folders) => ({ folders })}
      />
      <Choice
        label="Largest zip file"
        value={backupChoices.value.zipBytes}
        options={ZIP_SIZES.map((size) => [size, formatBytes(size)])}
        onChoose={(zipBytes) => ({ zipBytes })}
      />
      <OwnStorage />
      <Choice
        label="Offer a backup"
        value={backupChoices.value.remindDays}
        options={REMIND_DAYS.map((days) => [days, days === 0 ? 'Never' : `After ${plural(days, 'day')} with changes`])}
        onChoose={(remindDays) => ({ remindDays })}
      />
      <div class="setting">
        <label class="setting-switch">
          <input
            type="checkbox"
            checked={passphrase !== null}
            onChange={(event) => setPassphrase(event.currentTarget.checked ? '' : null)}
          />
          <span class="setting-label">Settings of carriers go along</span>
        </label>
        <p class="setting-help">
          The keys of your storages, encrypted with a passphrase in a file of their own. Without it they stay in this
          browser.
        </p>
        {passphrase !== null && (
          <label class="setting">
            <span class="setting-label">Passphrase for carriers</span>
            <input
              class="text-field"
              type="password"
              autocomplete="new-password"
              value={passphrase}
              onInput={(event) => setPassphrase(event.currentTarget.value)}
            />
          </label>
        )}
        {tooShort && <p class="setting-help">{tooShort}</p>}
      </div>
      <p class="setting-help">
        A backup is a folder that any program can read: originals under their names, an XMP sidecar each, and everything
        else in one file of text. “sha256sum -c manifest-sha256.txt” proves that it is whole.
      </p>
    </>
  );
}

/** "Last backup: {when}, {n} assets are not in it". */
function Last() {
  const last = lastBackup.value;
  const living = counts.value?.living ?? 0;
  if (last === undefined) return null;
  if (!last) {
    return (
      <p>
        Last backup: never.{' '}
        {living > 0 && `${plural(living, 'asset')} ${living === 1 ? 'is' : 'are'} in this browser only.`}
      </p>
    );
  }
  const missing = sinceBackup.value.assets + last.failures;
  return (
    <p>
      Last backup: {formatDateTime(last.at)}, {formatNumber(missing)} {missing === 1 ? 'asset is' : 'assets are'} not in
      it. It went {whereOf(last)}.
    </p>
  );
}

function whereOf({ kind, where }: LastBackup): string {
  if (kind === 'zips') return `as ${plural(Number(where), 'zip file')}`;
  return kind === 'folder' ? `to “${where}”` : `to ${where}`;
}

interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, label: string])[];
  onChoose: (value: T) => Partial<BackupChoices>;
}

function Choice<T extends string | number>({ label, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <label class="setting">
      <span class="setting-label">{label}</span>
      <select
        class="select"
        value={String(value)}
        onChange={(event) => {
          const chosen = options.find(([each]) => String(each) === event.currentTarget.value);
          if (chosen) void chooseForBackups(onChoose(chosen[0]));
        }}
      >
        {options.map(([each, text]) => (
          <option key={each} value={String(each)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
