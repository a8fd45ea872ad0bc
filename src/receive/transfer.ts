import { codeOf, describeError, isAbort } from '../domain/errors';
import { isRelay, isStun, type Meeting } from '../domain/share-link';
import { partialName, removeStored } from '../files/names';
import type { PartialTarget } from '../files/partial';
import { proxy, transfer } from '../jobs/bridge';
import { startCarriers } from '../jobs/carriers';
import { answerCall, startCall } from '../jobs/live-peer';
import { startSharing } from '../jobs/share-worker';
import { capabilities } from '../jobs/storage';
import { receivePackage } from '../share/live/receive';
import type { IceServer } from '../share/live/settings';
import { meetingSignals, randomText } from '../share/live/signals';
import type { Wire } from '../share/live/wire';
import { throttled } from '../state/jobs';
import { liveReceiving } from './live';

/** How often progress is shown, here and on the sender's side. */
const SHOWN_EVERY_MS = 500;

/** A package that comes from another browser. What came stays on the disk for another try. */
export interface LiveTransfer {
  /** The first bytes, as soon as they are there. */
  head: (bytes: number) => Promise<Blob>;
  /** All of it, proven by nothing yet. */
  whole: (signal: AbortSignal, onProgress: (done: number) => void) => Promise<Blob>;
  /** Ends the connection. */
  end: () => Promise<void>;
  /** Removes what came. */
  remove: () => Promise<void>;
}

const AGAIN_MS = 1500;
/** So often in a row no way is found before it is given up. */
const MOST_UNREACHABLE = 3;
/** The sender closes the connection when all is there; where it does not, this side does. */
const GOODBYE_MS = 5000;

/** Begins to fetch at once: the sender's page is open now. @throws nothing; `head` and `whole` tell */
export function receiveLive(meeting: Meeting, bytes: number): LiveTransfer {
  const bridge = startSharing();
  const abort = new AbortController();
  const name = partialName(`${meeting.room} ${bytes}`);
  let have = 0;
  let wire: Wire | undefined;
  const waiting = new Set<() => void>();
  let failed: unknown;
  const look = () => {
    for (const wake of [...waiting]) wake();
  };

  const run = async (): Promise<Blob> => {
    const stored = await name;
    const target: PartialTarget = capabilities.privateFiles ? { type: 'opfs', name: stored } : { type: 'parts' };
    have = await bridge.call((api) => api.arrive(target, bytes));
    look();
    let unreachable = 0;
    while (have < bytes) {
      try {
        wire = await connect(meeting, abort.signal);
        liveReceiving.value = { type: 'coming', done: have / bytes };
        await receivePackage(wire, { bytes, from: have, write, onProgress: show });
      } catch (error) {
        wire?.close();
        abort.signal.throwIfAborted();
        if (have >= bytes) break;
        const code = codeOf(error);
        unreachable = code === 'live-unreachable' ? unreachable + 1 : 0;
        const again = code === 'live-ended' || (code === 'live-unreachable' && unreachable < MOST_UNREACHABLE);
        // A code is good for one connection; through relays it goes on by itself.
        if (!again || meeting.offer) throw error;
        liveReceiving.value = { type: 'calling', relays: null };
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
    const last = wire;
    setTimeout(() => last?.close(), GOODBYE_MS);
    liveReceiving.value = { type: 'whole' };
    return bridge.call((api) => api.arrived());
  };
  const write = async (pieces: ArrayBuffer[], length: number) => {
    await bridge.call((api) => api.take(transfer(pieces, pieces)));
    have += length;
    look();
  };
  // Painting takes from what a device without a graphics card can receive.
  const show = throttled(() => {
    if (liveReceiving.peek()?.type === 'coming') liveReceiving.value = { type: 'coming', done: have / bytes };
  }, SHOWN_EVERY_MS);

  const running = run().catch(async (error) => {
    failed = error;
    await bridge.call((api) => api.leave(), { deadlineMs: 10_000 }).catch(() => {});
    if (!isAbort(error)) {
      liveReceiving.value = { type: 'lost', text: describeError(codeOf(error)) };
    }
    look();
    throw error;
  });
  running.catch(() => {});

  const until = (reached: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const wake = () => {
        if (!reached() && failed === undefined) return;
        waiting.delete(wake);
        if (reached()) resolve();
        else reject(failed);
      };
      waiting.add(wake);
      wake();
    });

  return {
    async head(size) {
      await until(() => have >= Math.min(size, bytes));
      // Once all is there the file is closed, and is read as a whole.
      return have >= bytes ? (await running).slice(0, size) : bridge.call((api) => api.head(size));
    },
    async whole(signal, onProgress) {
      const tell = () => onProgress(have / bytes);
      waiting.add(tell);
      try {
        return await Promise.race([
          running,
          new Promise<never>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
        ]);
      } finally {
        waiting.delete(tell);
      }
    },
    async end() {
      abort.abort(new DOMException('ended', 'AbortError'));
      wire?.close();
      await running.catch(() => {});
      bridge.end();
      liveReceiving.value = null;
    },
    remove: async () => removeStored(await name),
  };
}

/** @throws AppError "live-code", "live-unreachable"; AbortError */
async function connect(meeting: Meeting, signal: AbortSignal): Promise<Wire> {
  const servers = meeting.servers.filter(isStun);
  const ice: IceServer[] = servers.length > 0 ? [{ urls: servers }] : [];
  return meeting.offer ? byCode(meeting.offer, ice, signal) : byRelays(meeting, ice, signal);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, close: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      close();
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function byCode(offer: string, ice: IceServer[], signal: AbortSignal): Promise<Wire> {
  const call = await answerCall(offer, ice, true);
  liveReceiving.value = { type: 'code', code: call.code };
  return unlessAborted(call.connected, signal, call.close);
}

/** The sender is in the room already, or comes later: the offer is repeated until it answers. */
async function byRelays(meeting: Meeting, ice: IceServer[], signal: AbortSignal): Promise<Wire> {
  const carriers = startCarriers();
  const call = await startCall(ice);
  const session = randomText(16);
  liveReceiving.value = { type: 'calling', relays: null };
  try {
    const signals = await meetingSignals(meeting.room);
    let answered = false;
    const presence = { relays: meeting.servers.filter(isRelay), room: signals.room, self: randomText(15) };
    await carriers.call((api) =>
      api.meet(
        presence,
        proxy(async (event) => {
          if (answered) return;
          if (event.type === 'state') {
            const known = event.open > 0 || event.tried;
            if (liveReceiving.peek()?.type === 'calling') {
              liveReceiving.value = { type: 'calling', relays: known ? event.open : null };
            }
          } else if (event.type === 'answer') {
            const said = await signals.unseal(event.text);
            if (answered || said?.session !== session) return;
            if (said.type === 'busy') liveReceiving.value = { type: 'busy' };
            if (said.type !== 'answer') return;
            answered = true;
            await carriers.call((api) => api.relayOffer(null));
            await call.accept(said.code).catch(() => call.close());
          }
        }),
      ),
    );
    const sealed = await signals.seal({ type: 'offer', session, code: call.code });
    await carriers.call((api) => api.relayOffer(sealed));
    return await unlessAborted(call.connected, signal, call.close);
  } finally {
    await carriers.call((api) => api.leaveMeeting(), { deadlineMs: 2000 }).catch(() => {});
    carriers.end();
  }
}
