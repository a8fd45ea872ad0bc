import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { closeDialog } from '../../state/dialogs';

/** In the place of a dialog about assets that another tab deleted permanently meanwhile. */
export function GoneDialog() {
  return (
    <Dialog title="Not there any more" onClose={closeDialog} foot={<Button onClick={closeDialog}>Close</Button>}>
      <p>What was selected is not in the library any more: it was deleted permanently meanwhile.</p>
    </Dialog>
  );
}
