import { signal } from '@preact/signals';
import type { ShareId } from '../domain/ids';
import { addJob } from '../state/jobs';

/** What dialog "Shared" shows of a live share. */
export interface LiveView {
  state: 'waiting' | 'connecting' | 'sending';
  /** From 0 to 1, while it is sent. */
  done: number;
  /** How often it was received. */
  sent: number;
  /** Relays that answer; null while that is not known, undefined where there are none. */
  relays: number | null | undefined;
  /** Whether a link with a code waits for its answer. */
  code: boolean;
  problem: string;
}

/** Live shares of this page. */
export const liveShares = signal<ReadonlyMap<ShareId, LiveView>>(new Map());

interface Shown {
  name: string;
  /** Where relays are asked: null, else undefined. */
  relays: null | undefined;
  /** What "Cancel" of its job does. */
  cancel: () => void;
}

/** Shows a live share that waits for somebody, in its dialog and among the jobs, until it is over. */
export function showLive(id: ShareId, { name, relays, cancel }: Shown) {
  let view: LiveView = { state: 'waiting', done: 0, sent: 0, relays, code: false, problem: '' };
  let ended = false;
  const job = addJob({ name: `Live share of ${name}`, total: 100, cancel });
  return {
    get view(): LiveView {
      return view;
    },
    show(change: Partial<LiveView>): void {
      if (ended) return;
      view = { ...view, ...change };
      liveShares.value = new Map(liveShares.peek()).set(id, view);
      const detail = { waiting: 'Waiting for a recipient', connecting: 'Connecting', sending: 'Sending' }[view.state];
      job.update({ detail, done: Math.round(view.done * 100) });
    },
    end(): void {
      ended = true;
      job.remove();
      const left = new Map(liveShares.peek());
      left.delete(id);
      liveShares.value = left;
    },
  };
}
