import { allKeys } from '../../actions/shortcuts';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { closeDialog } from '../../state/dialogs';
import { href } from '../../state/route';
import './shell.css';

/** All keys, drawn from the commands themselves. */
export function KeysDialog() {
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
        {allKeys().map(([keys, what]) => (
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
