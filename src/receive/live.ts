import { signal } from '@preact/signals';

/** How far the way to the sender's browser is; null where none is looked for. */
export type LiveReceiving =
  /** Asked for through relays; `relays` answered, null while that is not known. */
  | { type: 'calling'; relays: number | null }
  /** The sender hands it to somebody else just now. */
  | { type: 'busy' }
  /** The sender needs this code. */
  | { type: 'code'; code: string }
  | { type: 'coming'; done: number }
  | { type: 'whole' }
  | { type: 'lost'; text: string };

export const liveReceiving = signal<LiveReceiving | null>(null);
