import { useRef, useState } from 'preact/hooks';
import type { Share } from '../../domain/share';
import { Button } from '../../kit/Button';
import { Problem } from '../../kit/Problem';
import { acceptAnswer, newLiveCode } from '../../sharing/live';
import { type LiveView, liveShares } from '../../sharing/live-view';
import { run } from '../../state/run';
import { plural } from '../../text/format';
import { LineForm } from '../parts/LineForm';
import './shares.css';

/** What goes on with a live share, and what connects it by codes. */
export function LivePart({ share }: { share: Share }) {
  const part = useRef<HTMLElement>(null);
  const view = liveShares.value.get(share.id);
  if (!view) return <p class="shared-part">It is over: the page that handed it over was closed.</p>;
  const newCode = () => void run('No code could be made.', () => newLiveCode(share.id));
  return (
    <section ref={part} class="shared-part" aria-label="Live" tabIndex={-1}>
      <p role="status">
        <strong>{stateOf(view)}</strong>
        {view.sent > 0 && ` Received ${view.sent === 1 ? 'once' : plural(view.sent, 'time')}.`}
      </p>
      {view.state === 'sending' && <progress aria-label="Sent" max={1} value={view.done} />}
      <Problem text={view.problem} />
      {view.code ? (
        // The form goes when the code is taken: the focus stays in this part.
        <AnswerForm share={share} onTaken={() => part.current?.focus()} />
      ) : (
        <>
          <p class="setting-help">{helpOf(view)}</p>
          <Button onClick={newCode}>
            {view.relays === undefined ? 'New link for the next recipient' : 'Make a link with a code instead'}
          </Button>
        </>
      )}
    </section>
  );
}

function stateOf({ state, done, code }: LiveView): string {
  if (state === 'connecting') return 'Connecting…';
  if (state === 'sending') return `Sending: ${Math.floor(done * 100)} %.`;
  return code ? 'Waiting for the recipient’s code.' : 'Waiting for a recipient. Keep this page open.';
}

function helpOf({ relays }: LiveView): string {
  if (relays === undefined) return 'A link with a code is good for one recipient.';
  if (relays === null) return 'Asking the relays…';
  if (relays === 0) return 'No relay answers. It is tried again; a link with a code needs none.';
  return 'Whoever opens the link now gets it, one after the other. No other program sees what is sent.';
}

interface AnswerFormProps {
  share: Share;
  onTaken: () => void;
}

function AnswerForm({ share, onTaken }: AnswerFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (answer: string) => {
    const wrong = await acceptAnswer(share.id, answer);
    setProblem(wrong ?? null);
    if (!wrong) onTaken();
  };
  return (
    <>
      <p>
        Send the link to one recipient and keep this page open. Their page shows a code: they send it back to you.
        {share.to.length > 1 &&
          ` Each of your ${share.to.length.toLocaleString()} recipients needs a link of their own.`}
      </p>
      <LineForm
        class="live-answer"
        label="Recipient’s code"
        rows={3}
        fieldClass="shared-link"
        button="Connect"
        main
        problem={problem}
        unsaved={() => []}
        onChange={() => setProblem(null)}
        onGive={(answer) => void give(answer)}
      />
    </>
  );
}
