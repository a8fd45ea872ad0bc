import { useState } from 'preact/hooks';
import { copyLink } from '../../actions/share/copy-link';
import type { Share } from '../../domain/share';
import { Button } from '../../kit/Button';
import { OtherAppButton } from '../parts/OtherAppButton';
import { MOST_QR, QrCode } from '../parts/QrCode';
import { CommandButton } from './CommandButton';
import './shares.css';

/** The link of a share: to copy, to scan, to hand to another app. */
export function LinkLine({ share }: { share: Share }) {
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
      <CommandButton command={copyLink} subject={share} />
      <Button
        icon="qr"
        disabled={tooLong}
        title={tooLong ? 'This link is too long for a QR code.' : undefined}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        QR code
      </Button>
      <OtherAppButton data={{ title: share.name, url: share.link }} />
      {open && <QrCode text={share.link} label="QR code of the link" />}
    </section>
  );
}
