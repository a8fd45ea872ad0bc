import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { Problem } from '../../kit/Problem';
import { copyText } from '../../state/copy';
import { OtherAppButton } from '../../ui/parts/OtherAppButton';
import type { LiveReceiving } from '../live';
import './receive.css';

/** The way to the sender's browser: what is waited for, and what the person has to do. */
export function LiveBox({ live }: { live: LiveReceiving }) {
  if (live.type === 'code') return <CodeBox code={live.code} />;
  return (
    <section class="receive-box" aria-label="Connection">
      <Icon name="share" size={28} />
      {live.type === 'calling' && (
        <>
          <p role="status">Looking for the sender’s browser…</p>
          <p class="setting-help">
            {live.relays === 0
              ? 'No relay answers yet. Check your connection; it is tried again.'
              : 'This share comes straight from it, so its page must be open. Keep this one open too.'}
          </p>
        </>
      )}
      {live.type === 'busy' && (
        <p role="status">
          The sender is handing this share to somebody else just now. You are next: keep this page open.
        </p>
      )}
      {live.type === 'coming' && <p role="status">Connected. Opening…</p>}
      {live.type === 'lost' && <p role="alert">{live.text}</p>}
    </section>
  );
}

type Qr = ComponentType<{ text: string; label: string }>;

function CodeBox({ code }: { code: string }) {
  const [Qr, setQr] = useState<{ Code: Qr } | null>(null);
  // Few need it: it is loaded when it is asked for.
  const showQr = async () => {
    const { QrCode } = await import('../../ui/parts/QrCode');
    setQr(Qr ? null : { Code: QrCode });
  };
  return (
    <section class="receive-box form" aria-label="Your code">
      <p>
        <strong>Send this code to whoever gave you the link</strong>, by any way you like. The share opens here as soon
        as they have entered it; keep this page open.
      </p>
      <textarea
        class="text-field live-code"
        readonly
        rows={5}
        aria-label="Code"
        value={code}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="receive-buttons">
        <Button look="main" icon="copy" onClick={() => void copyText(code, 'The code was copied.')}>
          Copy code
        </Button>
        <Button icon="qr" aria-expanded={Qr !== null} onClick={() => void showQr()}>
          QR code
        </Button>
        <OtherAppButton data={{ text: code }} />
      </div>
      {Qr && <Qr.Code text={code} label="QR code of your code" />}
    </section>
  );
}

/** Beside what is open already: how much came, or why it stopped. */
export function LiveLine({ live }: { live: LiveReceiving }) {
  switch (live.type) {
    case 'coming':
      return (
        <p class="setting-help" role="status">
          {`Coming from the sender’s browser: ${Math.floor(live.done * 100)} %. Keep this page open.`}
        </p>
      );
    case 'whole':
      return <p class="setting-help">It is all on this device.</p>;
    case 'lost':
      return <Problem text={live.text} />;
    case 'code':
      return <CodeBox code={live.code} />;
    case 'busy':
    case 'calling':
      return (
        <p class="setting-help" role="status">
          The connection broke. Looking for the sender’s browser again…
        </p>
      );
  }
}
