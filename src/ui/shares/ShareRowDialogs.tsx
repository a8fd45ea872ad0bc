import { useEffect, useState } from 'preact/hooks';
import { dayOf, endOfDay, isLocked, SHORTEST_PASSPHRASE, type Share } from '../../domain/share';
import { storedObjects } from '../../domain/stored-object';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { Problem } from '../../kit/Problem';
import { CARRIERS } from '../../share';
import { commandsOf } from '../../sharing/commands';
import { extendShare } from '../../sharing/extend';
import { type LeftOut, leftOutLines, membersFor } from '../../sharing/members';
import { forgetShare } from '../../sharing/shares';
import { mostDays } from '../../sharing/storages';
import { closeDialog } from '../../state/dialogs';
import { installation } from '../../state/installation';
import { run } from '../../state/run';
import { FormDialog } from '../parts/FormDialog';
import { ExpiryField, PassphraseField } from './fields';

const DAY = 24 * 60 * 60 * 1000;

/** Dialog "Extend {name}": a new date means a new package and a new link. */
export function ExtendShareDialog({ share }: { share: Share }) {
  const [proposed] = useState(() => dayOf(Date.now() + installation.peek().shareDays * DAY));
  const [wished, setDate] = useState(proposed);
  const [passphrase, setPassphrase] = useState('');
  const [members, setMembers] = useState<{ there: number; missing: LeftOut[] }>();
  useEffect(() => {
    void run('What is shared could not be read.', async () => {
      const { members, missing } = await membersFor(share.items);
      setMembers({ there: members.length, missing });
    });
  }, []);
  const locked = isLocked(share);
  const most = mostDays(share.carrier);
  const last = most ? dayOf(Date.now() + most.days * DAY) : wished;
  const date = wished > last ? last : wished;
  const expiresAt = endOfDay(date);
  const verdict = commandsOf(share, members === undefined || members.there > 0).extend;
  const blocked =
    verdict !== true ||
    Number.isNaN(expiresAt) ||
    expiresAt <= Date.now() ||
    (locked && passphrase.length < SHORTEST_PASSPHRASE);
  return (
    <FormDialog
      title={`Extend ${share.name}`}
      changed={wished !== proposed || passphrase !== ''}
      button="Extend"
      blocked={blocked}
      save={() => {
        closeDialog();
        void extendShare(share.id, expiresAt, locked ? passphrase : null);
      }}
    >
      <div class="form">
        <p>
          The date is inside what was sent, so this makes a new file and a new link, and offers the e-mails again.{' '}
          {CARRIERS[share.carrier].notRevocable === null
            ? 'What was sent before is then deleted: its link stops working.'
            : 'What was sent before ends when it said.'}
        </p>
        <Problem text={typeof verdict === 'string' ? verdict : null} />
        {members && members.there > 0 && members.missing.length > 0 && (
          <div role="status">
            <p>
              {members.missing.length === 1 ? 'One file' : `${members.missing.length.toLocaleString()} files`} will not
              be in it:
            </p>
            <ul>
              {leftOutLines(members.missing).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        <ExpiryField value={date} onValue={setDate} most={most} />
        {locked && <PassphraseField value={passphrase} onValue={setPassphrase} />}
      </div>
    </FormDialog>
  );
}

/** Dialog "Delete share {name}?": only its row goes. */
export function DeleteShareDialog({ share }: { share: Share }) {
  const stored = storedObjects(share).length > 0;
  return (
    <ConfirmDialog title={`Delete share ${share.name}?`} onClose={closeDialog} onOk={() => void forgetShare(share)}>
      {stored ? (
        <p>
          This takes it off the list only. Its file stays in your storage, where whoever has the link can fetch it, and
          it cannot be revoked from here any more. Press “Revoke” instead where nobody is to fetch it.
        </p>
      ) : (
        <p>This takes it off the list only. What was sent stays with those who have it, until its date.</p>
      )}
    </ConfirmDialog>
  );
}
