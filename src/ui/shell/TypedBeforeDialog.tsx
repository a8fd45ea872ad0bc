import { useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import type { Typed } from '../../kit/unsaved';
import { copyText } from '../../state/copy';
import { closeDialog } from '../../state/dialogs';
import './shell.css';

const placeOf = ({ where }: Typed) => (where === '' ? 'On the page' : `In “${where}”`);

const textOf = (typed: Typed) => typed.words.map(([label, text]) => `${label}: ${text}`).join('\n');

/** Dialog "What you typed before the reload": words that could not be saved then, to be copied. */
export function TypedBeforeDialog({ typed }: { typed: readonly Typed[] }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const text = typed.map((each) => `${placeOf(each)}\n${textOf(each)}`).join('\n\n');
    if (await copyText(text, 'The words were copied.')) setCopied(true);
  };
  return (
    <Dialog
      title="What you typed before the reload"
      changed={!copied}
      onClose={closeDialog}
      foot={
        <>
          <LeaveButton>Close</LeaveButton>
          <Button look="main" icon="copy" onClick={() => void copy()}>
            Copy
          </Button>
        </>
      }
    >
      <p>It had not been saved. Copy it to where it belongs.</p>
      {typed.map((each, i) => (
        <section key={i} class="typed-before" aria-label={placeOf(each)}>
          <h3>{placeOf(each)}</h3>
          <dl class="facts">
            {each.words.map(([label, text], k) => (
              <div key={k}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
