import { ACTIONS } from '../../actions';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { closeDialog } from '../../state/dialogs';
import { href } from '../../state/route';
import './shell.css';

/** Keys that belong to places rather than to commands. */
const PLACES: readonly [keys: string, what: string][] = [
  ['Arrows, Home, End, Page Up, Page Down', 'Move between assets'],
  ['Space', 'Select; with Shift, up to here'],
  ['Esc', 'Leave a field, close a dialog'],
  ['Tab or F2', 'Enter an asset’s controls'],
  ['← →', 'Previous and next in the large view'],
  ['+ - 0', 'Zoom in, out, fit in the large view'],
  ['f', 'Full screen in the large view'],
  ['Alt+Arrows', 'Move a category'],
];

/** All keys, drawn from the commands themselves. */
export function KeysDialog() {
  const commands = ACTIONS.flatMap((action) => (action.keys ? [[action.keys, action.label] as const] : []));
  return (
    <Dialog
      title="All keys"
      onClose={closeDialog}
      foot={
        <Button look="main" onClick={closeDialog}>
          Done
        </Button>
      }
    >
      <dl class="keys">
        {[...commands, ...PLACES].map(([keys, what]) => (
          <div key={keys + what}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="setting-help">
        Single letters work while no field has the focus. They can be switched off in{' '}
        <a href={href({ page: 'settings', tab: 'general' })}>Settings</a>.
      </p>
    </Dialog>
  );
}
