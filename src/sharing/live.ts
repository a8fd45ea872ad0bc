import { effect } from '@preact/signals';
import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { isRelay, writeLink } from '../domain/share-link';
import { removeStored } from '../files/names';
import { answerCall, type Call, type OpenCall, startCall } from '../jobs/live-peer';
import { changeShare } from '../library/shares';
import { sendPackage } from '../share/live/send';
import { iceServers, sharedServers } from '../share/live/settings';
import { randomText } from '../share/live/signals';
import type { Wire } from '../share/live/wire';
import { closeDialogOf, dialog, replaceDialog } from '../state/dialogs';
import { throttled } from '../state/jobs';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { awaitCallers } from './live-callers';
import { liveSettingsNow } from './live-settings';
import { showLive } from './live-view';
import { liveLock, now, shares } from './shares';

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
  sessions.get(id)?.end();
  const settings = await liveSettingsNow();
  if (!settings) throw new AppError('live-unsupported');
  const room = randomText(16);
  const servers = sharedServers(settings);
  const ice = iceServers(settings);
  const startedAt = Date.now();
  let pending: OpenCall | undefined;
  /** One recipient at a time. */
  let busy = false;
  let talking: { call: Call; wire?: Wire } | undefined;
  let ended = false;
  const relays = servers.some(isRelay) ? null : undefined;
  const shown = showLive(id, { name, relays, cancel: () => void closeShare(id) });
  const { show } = shown;

  const linkWith = (offer: string | null) =>
    writeLink(base, { carrier: 'live', key, bytes: file.size, meeting: { room, servers, offer } });

  /** Sends to one recipient; the others wait. */
  async function deliver(call: Call): Promise<void> {
    const line: NonNullable<typeof talking> = { call };
    busy = true;
    talking = line;
    show({ state: 'connecting', done: 0, problem: '' });
    try {
      const wire = await call.connected;
      line.wire = wire;
      let done = 0;
      // Painting takes from what a device without a graphics card can send.
      const showDone = throttled(() => {
        if (shown.view.state === 'sending') show({ done });
      }, SHOWN_EVERY_MS);
      await sendPackage(wire, file, (bytes) => {
        done = bytes / file.size;
        // The first says how much is there of an earlier try.
        if (shown.view.state === 'connecting') show({ state: 'sending', done });
        else showDone();
      });
      if (ended) return;
      show({ sent: shown.view.sent + 1 });
      tell(`“${name}” was received.`);
    } catch (error) {
      show({ problem: problemOf(error) });
    } finally {
      hangUp(line);
      talking = undefined;
      busy = false;
      show({ state: 'waiting', done: 0 });
    }
  }

  async function newCode(): Promise<string> {
    pending?.close();
    pending = await startCall(ice);
    show({ code: true, problem: '' });
    return linkWith(pending.code);
  }

  /** Takes whoever calls through the relays. */
  async function answer(code: string): Promise<string | null> {
    if (busy || ended) return null;
    busy = true;
    try {
      const call = await answerCall(code, ice, false);
      void deliver(call);
      return call.code;
    } catch (error) {
      busy = false;
      throw error;
    }
  }

  let leave = () => {};
  let release = () => {};
  const end = () => {
    if (ended) return;
    ended = true;
    shown.end();
    stopWatching();
    pending?.close();
    if (talking) hangUp(talking);
    leave();
    release();
    sessions.delete(id);
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
      if (busy) throw new AppError('unknown', { detail: 'somebody else is receiving' });
      await call.accept(answer);
      pending = undefined;
      show({ code: false });
      void deliver(call);
      // That link was for one recipient.
      await changeLink(id, shown.view.relays === undefined ? '' : linkWith(null));
    },
  });
  try {
    show({});
    await locked;
    if (shown.view.relays === undefined) return await newCode();
    leave = await awaitCallers({
      relays: servers.filter(isRelay),
      secret: room,
      onState: (relays) => show({ relays }),
      answer,
    });
    return linkWith(null);
  } catch (error) {
    end();
    throw error;
  }
}

/** Ends a connection, whether it has come about or not. */
function hangUp({ call, wire }: { call: Call; wire?: Wire }): void {
  wire?.close();
  call.close();
}

function problemOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'live-ended') return 'The recipient’s page was closed, or the connection broke, before all was there.';
  return describeError(code);
}

/** The row and the dialog go with the link. */
async function changeLink(id: ShareId, link: string): Promise<void> {
  const changed = await changeShare(library(), id, (row) => ({ ...row, link }));
  if (!changed) return;
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
  await changeShare(library(), id, (row) => ({ ...row, expiresAt: Date.now(), noticed: 'over' }));
}
