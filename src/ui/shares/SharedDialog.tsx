import { useEffect, useState } from 'preact/hooks';
import type { Share } from '../../domain/share';
import { MOST_MAILED_LINK } from '../../domain/share-link';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { CARRIERS } from '../../share';
import { saveMade } from '../../sharing/commands';
import { filesToHandOver, type Handing, mailOf, openAddress, saveDraft } from '../../sharing/drafts';
import { giveAddress } from '../../sharing/give-address';
import { leftOutLines } from '../../sharing/members';
import { madeFiles } from '../../sharing/pack-and-send';
import { copyText } from '../../state/copy';
import { closeDialog } from '../../state/dialogs';
import { userProfile } from '../../state/installation';
import { run } from '../../state/run';
import { type Address, printAddress } from '../../text/addresses';
import { MOST_MAILTO, mailto } from '../../text/email';
import { formatBytes } from '../../text/format';
import { LineForm } from '../parts/LineForm';
import { MOST_QR, QrCode } from '../parts/QrCode';
import { LivePart } from './LivePart';
import './shares.css';

/** Dialog "Shared": the link, the drafts and the file of a share that was just made. */
export function SharedDialog({ share }: { share: Share }) {
  const carrier = CARRIERS[share.carrier];
  const file = madeFiles.value.get(share.id);
  const until = new Date(share.expiresAt).toLocaleString(undefined, {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  const me = userProfile.value.email;
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
          <Button icon="save" onClick={() => void saveMade(share)}>
            Save file
          </Button>
        </section>
      )}
      {share.carrier === 'attachments' && <FilesLine share={share} />}
      {(share.link || share.carrier === 'attachments') &&
        recipientGroups(share).map((to) => (
          <MailButtons key={to.map(({ email }) => email).join()} share={share} to={to} several={share.oneEach} />
        ))}
      {share.link && (
        <section class="shared-part" aria-label="For yourself">
          <Button
            icon="mail"
            disabled={me === ''}
            title={me === '' ? 'Settings → Profile has no e-mail address of yours.' : undefined}
            onClick={() => openAddress(mailto(mailOf(share, [{ name: userProfile.peek().name, email: me }])))}
          >
            E-mail it to me
          </Button>
          {me === '' && <span class="setting-help">Your own address belongs in Settings → Profile.</span>}
        </section>
      )}
    </Dialog>
  );
}

/** The files themselves, handed to another app of the device. */
function FilesLine({ share }: { share: Share }) {
  const [ready, setReady] = useState<Handing | null>(null);
  useEffect(() => void run('The files could not be made.', async () => setReady(await filesToHandOver(share))), []);
  if (!ready) return null;
  const files = 'files' in ready ? ready.files : null;
  const reason = 'reason' in ready ? ready.reason : undefined;
  const leftOut = 'leftOut' in ready ? leftOutLines(ready.leftOut) : [];
  return (
    <section class="shared-part" aria-label="The files">
      <Button
        icon="share"
        disabled={!files}
        title={reason}
        onClick={() => void navigator.share({ title: share.name, files: files ?? [] }).catch(() => {})}
      >
        Send files with another app
      </Button>
      {reason && <span class="setting-help">{reason}</span>}
      {leftOut.length > 0 && <span class="setting-help">Not among them: {leftOut.join(' ')}</span>}
    </section>
  );
}

/** One group of all, or one for each: then nobody sees the others' addresses. */
function recipientGroups(share: Share): (readonly Address[])[] {
  if (share.to.length === 0) return share.carrier === 'attachments' ? [[]] : [];
  return share.oneEach ? share.to.map((address) => [address]) : [share.to];
}

/** Where the user has put the file: only then there is a link. */
function AddressLine({ share }: { share: Share }) {
  const [problem, setProblem] = useState<string | null>(null);
  const label = 'Address of the uploaded file';
  return (
    <LineForm
      class="shared-part"
      label={label}
      placeholder="https://"
      isUrl
      fieldClass="shared-link"
      button="Make link"
      main
      problem={problem}
      unsaved={(address) => [[label, address]]}
      onGive={(address) => void giveAddress(share, address).then((wrong) => setProblem(wrong ?? null))}
    />
  );
}

function LinkLine({ share }: { share: Share }) {
  const [open, setOpen] = useState(false);
  const tooLong = share.link.length > MOST_QR;
  return (
    <section class="shared-part" aria-label="The link">
      <input
        class="text-field shared-link"
        type="text"
        readonly
        aria-label="Link"
        value={share.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button icon="link" onClick={() => void copyText(share.link, 'The link was copied.')}>
        Copy link
      </Button>
      <Button
        icon="qr"
        disabled={tooLong}
        title={tooLong ? 'This link is too long for a QR code.' : undefined}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        QR code
      </Button>
      {'share' in navigator && (
        <Button
          icon="share"
          onClick={() => void navigator.share({ title: share.name, url: share.link }).catch(() => {})}
        >
          Send with another app
        </Button>
      )}
      {open && <QrCode text={share.link} label="QR code of the link" />}
    </section>
  );
}

interface MailButtonsProps {
  share: Share;
  to: readonly Address[];
  /** Whether others have drafts of their own: then each is named. */
  several: boolean;
}

/** The draft of an e-mail: opened in the mail program, or saved as a file. */
function MailButtons({ share, to, several }: MailButtonsProps) {
  const message = mailOf(share, to);
  const url = mailto(message);
  const files = share.carrier === 'attachments';
  const reason = files
    ? 'An address that opens a mail program cannot carry attachments: save the e-mail file.'
    : share.link.length > MOST_MAILED_LINK
      ? 'The link is too long for e-mail: copy it.'
      : url.length > MOST_MAILTO
        ? 'This e-mail is too long for opening a draft: save the e-mail file, or copy the text.'
        : undefined;
  const whom = to.map(printAddress).join(', ');
  return (
    <section class="shared-part" aria-label={several ? `E-mail to ${whom}` : 'E-mail'}>
      {several && <p class="shared-whom">{whom}</p>}
      <Button icon="mail" disabled={reason !== undefined} title={reason} onClick={() => openAddress(url)}>
        Open e-mail draft
      </Button>
      <Button
        icon="save"
        title="Opens as a draft in Outlook (classic), and elsewhere through “edit as new”."
        onClick={() => void saveDraft(share, to)}
      >
        Save as e-mail file
      </Button>
      <Button
        icon="copy"
        look="quiet"
        onClick={() => void copyText(`${message.subject}\n\n${message.text}`, 'The text was copied.')}
      >
        Copy text
      </Button>
      <p class="setting-help">
        {reason ?? 'A saved e-mail file opens as a draft in Outlook (classic), and elsewhere through “edit as new”.'}
      </p>
    </section>
  );
}
