import { keepSheet, saveSheet } from '../../flows/recovery-sheet';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { copyText } from '../../state/copy';
import type { RecoverySheet } from '../../state/dialogs';
import { closeDialog } from '../../state/dialogs';
import { QrCode } from '../parts/QrCode';
import './recovery-sheet.css';

/** Dialog "Recovery sheet": what opens the encrypted backup in a storage, as words, as a code and as a file. */
export function RecoverySheetDialog({ sheet }: { sheet: RecoverySheet }) {
  const kept = () => {
    closeDialog();
    void keepSheet();
  };
  return (
    <Dialog
      title="Recovery sheet"
      class="wide"
      onClose={closeDialog}
      foot={
        <>
          <Button icon="download" onClick={() => saveSheet(sheet)}>
            Save as file
          </Button>
          <Button onClick={() => void copyText(sheet.words.join(' '), 'Copied')}>Copy words</Button>
          <span class="grow" />
          <Button onClick={closeDialog}>Later</Button>
          <Button look="main" onClick={kept}>
            I have kept it
          </Button>
        </>
      }
    >
      <p>
        These words open the backup in your storage, on any device. Whoever has them and can read the storage can read
        everything; without them nobody can. Keep them where this computer is not: on paper, or in a password manager.
      </p>
      <div class="recovery-sheet">
        <ol class="recovery-words" aria-label="Words">
          {sheet.words.map((word, i) => (
            <li key={i}>{word}</li>
          ))}
        </ol>
        <QrCode text={sheet.identity} label="QR code of the key" />
      </div>
    </Dialog>
  );
}
