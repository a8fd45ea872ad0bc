import { effect, signal } from '@preact/signals';
import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { isRelay, writeLink } from '../domain/share-link';
import { startCarriers } from '../jobs/carriers';
import { answerCall, type Call, type OpenCall, startCall } from '../jobs/live-peer';
import { removeStored } from '../jobs/stored-name';
import { putShare } from '../library/shares';
import { sendPackage } from '../share/live/send';
import { iceServers, sharedServers } from '../share/live/settings';
import { meetingSignals, randomText } from '../share/live/signals';
import type { RelayEvent } from '../share/live/tracker';
import type { Wire } from '../share/live/wire';
import { liveSettings, watchCarriers } from './carriers';
import { closeDialogOf, dialog, replaceDialog } from './dialogs';
import { addJob, throttled } from './jobs';
import { library } from './library';
import { tell } from './messages';
import { liveLock, now, shares } from './shares';

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

interface LiveShare {
  id: ShareId;
  name: string;
  file: Blob;
  /** Its name in the private file system; null where it lies in memory. */
  stored: string | null;
  key: string | null;
  /** Where Satchel is served. */
  base: string;
}

interface Session {
  newCode: () => Promise<void>;
  accept: (answer: string) => Promise<void>;
  end: () => void;
}

const SHOWN_EVERY_MS = 500;

const sessions = new Map<ShareId, Session>();

/**
 * Hands a package to whoever comes with the link, one after the other, until the share is over or this page is closed.
 * @returns the link: with the name of the meeting where there are relays, else with a code for one recipient
 */
export async function openLive({ id, name, file, stored, key, base }: LiveShare): Promise<string> {
  await watchCarriers();
  sessions.get(id)?.end();
  const settings = liveSettings.peek();
  if (!settings) throw new AppError('live-unsupported');
  const room = randomText(16);
  const servers = sharedServers(settings);
  const ice = iceServers(settings);
  const startedAt = Date.now();
  let view: LiveView = {
    state: 'waiting',
    done: 0,
    sent: 0,
    relays: servers.some(isRelay) ? null : undefined,
    code: false,
    problem: '',
  };
  let pending: OpenCall | undefined;
  let talking: Call | undefined;
  let ended = false;
  const job = addJob({ name: `Live share of ${name}`, total: 100, cancel: () => void closeShare(id) });

  const show = (change: Partial<LiveView>) => {
    if (ended) return;
    view = { ...view, ...change };
    liveShares.value = new Map(liveShares.peek()).set(id, view);
    const detail = { waiting: 'Waiting for a recipient', connecting: 'Connecting', sending: 'Sending' }[view.state];
    job.update({ detail, done: Math.round(view.done * 100) });
  };
  const linkWith = (offer: string | null) =>
    writeLink(base, { carrier: 'live', key, bytes: file.size, meeting: { room, servers, offer } });

  /** Sends to one recipient; the others wait. */
  async function deliver(call: Call): Promise<void> {
    let wire: Wire | undefined;
    talking = call;
    show({ state: 'connecting', done: 0, problem: '' });
    try {
      wire = await call.connected;
      let done = 0;
      // Painting takes from what a device without a graphics card can send.
      const showDone = throttled(() => {
        if (view.state === 'sending') show({ done });
      }, SHOWN_EVERY_MS);
      await sendPackage(wire, file, (bytes) => {
        done = bytes / file.size;
        // The first says how much is there of an earlier try.
        if (view.state === 'connecting') show({ state: 'sending', done });
        else showDone();
      });
      if (ended) return;
      show({ sent: view.sent + 1 });
      tell(`“${name}” was received.`);
    } catch (error) {
      show({ problem: problemOf(error) });
    } finally {
      wire?.close();
      call.close();
      talking = undefined;
      show({ state: 'waiting', done: 0 });
    }
  }

  async function newCode(): Promise<string> {
    pending?.close();
    pending = await startCall(ice);
    show({ code: true, problem: '' });
    return linkWith(pending.code);
  }

  async function joinRelays(): Promise<() => void> {
    const carriers = startCarriers();
    const signals = await meetingSignals(room);
    const { proxy } = await import('comlink');
    let current: { session: string; answer: string } | undefined;
    const take = async (event: RelayEvent) => {
      if (event.type === 'state') {
        show({ relays: event.open > 0 || event.tried ? event.open : null });
      } else if (event.type === 'offer') {
        const said = await signals.unseal(event.text);
        if (ended || said?.type !== 'offer') return;
        const reply = async (text: string) => carriers.call((api) => api.relayAnswer(event, text));
        // The same offer comes by several relays, and again until it is answered.
        if (current?.session === said.session) return void (await reply(current.answer));
        if (talking) return void (await reply(await signals.seal({ type: 'busy', session: said.session })));
        current = { session: said.session, answer: await signals.seal({ type: 'busy', session: said.session }) };
        const call = await answerCall(said.code, ice, false);
        current.answer = await signals.seal({ type: 'answer', session: said.session, code: call.code });
        void deliver(call);
        await reply(current.answer);
      }
    };
    const presence = { relays: servers.filter(isRelay), room: signals.room, self: randomText(15) };
    await carriers.call((api) =>
      api.meet(
        presence,
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

  let leave = () => {};
  let release = () => {};
  const end = () => {
    if (ended) return;
    ended = true;
    stopWatching();
    pending?.close();
    talking?.close();
    leave();
    release();
    job.remove();
    sessions.delete(id);
    const left = new Map(liveShares.peek());
    left.delete(id);
    liveShares.value = left;
    if (stored) void removeStored(stored);
  };
  /** Any tab may revoke or remove the share; its time may be over. */
  let seen = false;
  const stopWatching = effect(() => {
    const row = shares.value?.find((share) => share.id === id && share.createdAt >= startedAt);
    if (row) seen = true;
    const over = row ? row.revokedAt > 0 || row.expiresAt <= now.value : seen;
    // Not from within the effect that it stops.
    if (over) queueMicrotask(end);
  });
  const locked = new Promise<void>((resolve) => {
    void navigator.locks.request(liveLock(id), async () => {
      resolve();
      await new Promise<void>((done) => {
        release = done;
      });
    });
  });
  sessions.set(id, {
    end,
    newCode: async () => changeLink(id, await newCode()),
    async accept(answer) {
      const call = pending;
      if (!call) return;
      if (talking) throw new AppError('unknown', { detail: 'somebody else is receiving' });
      await call.accept(answer);
      pending = undefined;
      show({ code: false });
      void deliver(call);
      // That link was for one recipient.
      await changeLink(id, view.relays === undefined ? '' : linkWith(null));
    },
  });
  try {
    show({});
    await locked;
    if (view.relays === undefined) return await newCode();
    leave = await joinRelays();
    return linkWith(null);
  } catch (error) {
    end();
    throw error;
  }
}

function problemOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'live-ended') return 'The recipient’s page was closed, or the connection broke, before all was there.';
  return describeError(code);
}

/** The row and the dialog go with the link. */
async function changeLink(id: ShareId, link: string): Promise<void> {
  const share = shares.peek()?.find((each) => each.id === id);
  if (!share) return;
  const changed = { ...share, link };
  await putShare(library(), changed);
  const top = dialog.peek();
  if (top?.type === 'shared' && top.share.id === id) replaceDialog({ type: 'shared', share: changed });
}

/** A link with a code for one more recipient. */
export async function newLiveCode(id: ShareId): Promise<void> {
  await sessions.get(id)?.newCode();
}

/** Connects with whom the code is from. @returns what is wrong with it; undefined where nothing is */
export async function acceptAnswer(id: ShareId, answer: string): Promise<string | undefined> {
  try {
    await sessions.get(id)?.accept(answer);
    return undefined;
  } catch (error) {
    return codeOf(error) === 'unknown' ? 'Wait until the other recipient has it all.' : describeError(codeOf(error));
  }
}

/** Ends a live share: its row says so. */
export async function closeShare(id: ShareId): Promise<void> {
  sessions.get(id)?.end();
  closeDialogOf('shared');
  const share = shares.peek()?.find((each) => each.id === id);
  if (share) await putShare(library(), { ...share, expiresAt: Date.now(), noticed: 'over' });
}
