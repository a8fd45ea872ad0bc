import { proxy } from '../jobs/bridge';
import { startCarriers } from '../jobs/carriers';
import { meetingSignals, randomText } from '../share/live/signals';
import type { RelayEvent } from '../share/live/tracker';

interface Meeting {
  relays: readonly string[];
  /** The link's `r`. */
  secret: string;
  /** @param open how many relays answer; null while that is not known */
  onState: (open: number | null) => void;
  /** Takes the code of somebody who calls. @returns the code that answers it; null while somebody else is served */
  answer: (code: string) => Promise<string | null>;
}

/** The sender's side of a meeting at relays: answers whoever calls with the link. @returns what leaves the meeting */
export async function awaitCallers({ relays, secret, onState, answer }: Meeting): Promise<() => void> {
  const carriers = startCarriers();
  const signals = await meetingSignals(secret);
  /** By session: the same offer comes by several relays, and again until its answer has come. */
  const answers = new Map<string, Promise<string | null>>();

  const take = async (event: RelayEvent) => {
    if (event.type === 'state') return onState(event.open > 0 || event.tried ? event.open : null);
    if (event.type !== 'offer') return;
    const said = await signals.unseal(event.text);
    if (said?.type !== 'offer') return;
    const { session } = said;
    const answering = answers.get(session) ?? answer(said.code);
    answers.set(session, answering);
    const code = await answering.catch(() => null);
    // Who is told that another is served asks again.
    if (code === null) answers.delete(session);
    const text = await signals.seal(code === null ? { type: 'busy', session } : { type: 'answer', session, code });
    await carriers.call((api) => api.relayAnswer(event, text));
  };
  const presence = { relays, room: signals.room, self: randomText(15) };
  await carriers.call((api) =>
    api.meet(
      presence,
      // What cannot be read is nobody's call.
      proxy((event) => take(event).catch(() => {})),
    ),
  );
  return () => {
    void carriers
      .call((api) => api.leaveMeeting(), { deadlineMs: 2000 })
      .catch(() => {})
      .finally(() => carriers.end());
  };
}
