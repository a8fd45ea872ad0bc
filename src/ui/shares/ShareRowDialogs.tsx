import { useState } from 'preact/hooks';
import { dayOf, endOfDay, type Share } from '../../domain/share';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { OkCancel } from '../../kit/OkCancel';
import { CARRIERS } from '../../share';
import { closeDialog } from '../../views/dialogs';
import { installation } from '../../views/installation';
import { extendShare, forgetShares } from '../../views/shares';
import { ExpiryField, PassphraseField, SHORTEST_PASSPHRASE } from './fields';

const DAY = 24 * 60 * 60 * 1000;

/** Dialog "Extend {name}": a new date means a new package and a new link. */
export function ExtendShareDialog({ share }: { share: Share }) {
  const [proposed] = useState(() => dayOf(Date.now() + installation.peek().shareDays * DAY));
  const [date, setDate] = useState(proposed);
  const [passphrase, setPassphrase] = useState('');
  const locked = share.link !== '' && share.key === null;
  const expiresAt = endOfDay(date);
  const blocked =
    Number.isNaN(expiresAt) || expiresAt <= Date.now() || (locked && passphrase.length < SHORTEST_PASSPHRASE);
  return (
    <Dialog
      title={`Extend ${share.name}`}
      changed={date !== proposed || passphrase !== ''}
      onClose={closeDialog}
      foot={
        <>
          <LeaveButton />
          <Button
            look="main"
            disabled={blocked}
            onClick={() => {
              closeDialog();
              void extendShare(share, expiresAt, locked ? passphrase : null);
            }}
          >
            Extend
          </Button>
        </>
      }
    >
      <div class="form">
        <p>
          The date is inside what was sent, so this makes a new file and a new link, and offers the e-mails again.{' '}
          {CARRIERS[share.carrier].notRevocable === null
            ? 'The link that was sent before stops working.'
            : 'What was sent before ends when it said.'}
        </p>
        <ExpiryField value={date} onValue={setDate} />
        {locked && <PassphraseField value={passphrase} onValue={setPassphrase} />}
      </div>
    </Dialog>
  );
}

/** Dialog "Delete share {name}?": only its row goes. */
export function DeleteShareDialog({ share }: { share: Share }) {
  return (
    <Dialog
      title={`Delete share ${share.name}?`}
      onClose={closeDialog}
      foot={
        <OkCancel
          onCancel={closeDialog}
          onOk={() => {
            closeDialog();
            void forgetShares([share.id]);
          }}
        />
      }
    >
      <p>This takes it off the list only. What was sent stays with those who have it, until its date.</p>
    </Dialog>
  );
}
