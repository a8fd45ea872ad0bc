import { mailMe } from '../../actions/share/mail-me';
import { saveFile } from '../../actions/share/save-file';
import type { Share } from '../../domain/share';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { CARRIERS } from '../../share';
import { madeFiles } from '../../sharing/pack-and-send';
import { closeDialog } from '../../state/dialogs';
import type { Address } from '../../text/addresses';
import { formatBytes } from '../../text/format';
import { AddressLine } from './AddressLine';
import { CommandButton } from './CommandButton';
import { FilesLine } from './FilesLine';
import { LinkLine } from './LinkLine';
import { LivePart } from './LivePart';
import { MailButtons } from './MailButtons';
import './shares.css';

/** Dialog "Shared": the link, the drafts and the file of a share that was just made. */
export function SharedDialog({ share }: { share: Share }) {
  const carrier = CARRIERS[share.carrier];
  const file = madeFiles.value.get(share.id);
  const until = new Date(share.expiresAt).toLocaleString(undefined, {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (
    <Dialog
      title="Shared"
      class="wide shared-dialog"
      onClose={closeDialog}
      foot={<LeaveButton look="main">Done</LeaveButton>}
    >
      <p>
        “{share.name}” can be fetched until <strong>{until}</strong>. {carrier.takingBack}
      </p>
      {share.carrier === 'uploaded' && share.link === '' && <AddressLine share={share} />}
      {share.link && <LinkLine share={share} />}
      {share.carrier === 'live' && <LivePart share={share} />}
      {file && share.fileName && (
        <section class="shared-part" aria-label="The file">
          <p>
            {share.carrier === 'uploaded'
              ? 'Put this file where others can fetch it: '
              : 'Send this file with the link, by any way you like: '}
            <strong>{share.fileName}</strong>, {formatBytes(file.size)}.
          </p>
          <CommandButton command={saveFile} subject={share} />
        </section>
      )}
      {share.carrier === 'attachments' && <FilesLine share={share} />}
      {(share.link || share.carrier === 'attachments') &&
        recipientGroups(share).map((to) => (
          <MailButtons key={to.map(({ email }) => email).join()} draft={{ share, to }} several={share.oneEach} />
        ))}
      {share.link && (
        <section class="shared-part" aria-label="For yourself">
          <CommandButton command={mailMe} subject={share} />
          {mailMe.verdict(share) !== true && (
            <span class="setting-help">Your own address belongs in Settings → Profile.</span>
          )}
        </section>
      )}
    </Dialog>
  );
}

/** One group of all, or one for each: then nobody sees the others' addresses. */
function recipientGroups(share: Share): (readonly Address[])[] {
  if (share.to.length === 0) return share.carrier === 'attachments' ? [[]] : [];
  return share.oneEach ? share.to.map((address) => [address]) : [share.to];
}
