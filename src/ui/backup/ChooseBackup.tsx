import { useState } from 'preact/hooks';
import type { Restore } from '../../flows/restore';
import { Button } from '../../kit/Button';
import { FileButton } from '../../kit/FileButton';
import { canPickFolders } from '../../state/backup';
import { FromStorage } from './FromStorage';
import './restore.css';

/** Which backup: a folder, the zip files of one, or a library in a storage. */
export function ChooseBackup({ restore }: { restore: Restore }) {
  const [fromStorage, setFromStorage] = useState(false);
  const open = (chosen: readonly File[]) => {
    const files = chosen.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
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
          <FileButton label="Choose folder" multiple folder onFiles={open} />
        )}
        <FileButton label="Choose files" multiple accept=".zip,application/zip" onFiles={open} />
        <Button aria-expanded={fromStorage} onClick={() => setFromStorage(!fromStorage)}>
          From own storage
        </Button>
      </div>
      {fromStorage && <FromStorage restore={restore} />}
    </>
  );
}
