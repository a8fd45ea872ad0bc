import { expose } from 'comlink';
import { AppError, codeOf, type ErrorCode } from '../domain/errors';
import type { StorageId } from '../domain/share';
import { openPartial, type PartialTarget } from '../files/partial';
import { joinRelays, type Presence, type RelayEvent, type Relays, randomName } from '../share/live/tracker';
import type { OpenDeeds } from '../share/storage';
import { STORAGES } from '../share/storages';

/** Firefox keeps a whole response in memory: pieces keep it flat (measured: 3.3 GB at once, 1.1 GB in these). */
const PIECE = 8 * 1024 * 1024;
const TRIES = 5;
const WAIT_MS = 500;

const gone = (status: number) => status === 401 || status === 403 || status === 404 || status === 410;

/** @throws AppError "share-gone", "carrier-cors", "carrier-failed" */
async function piece(url: string, from: number, to: number, signal?: AbortSignal): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, {
        headers: { Range: `bytes=${from}-${to - 1}` },
        referrerPolicy: 'no-referrer',
        ...(signal ? { signal } : {}),
      });
      if (gone(response.status)) throw new AppError('share-gone');
      if (response.ok) return response;
      throw new AppError('carrier-failed');
    } catch (error) {
      if (error instanceof AppError && error.code === 'share-gone') throw error;
      // It goes on where it stopped: only this piece is asked for again.
      if (attempt >= TRIES) throw error instanceof AppError ? error : new AppError('carrier-cors', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * 2 ** (attempt - 1)));
    }
  }
}

/** A place that falls silent is asked again. */
const SILENCE_MS = 30_000;

function stallClock() {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => clearTimeout(timer);
  const again = () => {
    end();
    timer = setTimeout(() => abort.abort(), SILENCE_MS);
  };
  again();
  return { signal: abort.signal, again, end };
}

let putting: AbortController | undefined;

/** Puts something. What arrived of it where that failed, or was stopped, is taken away again: nobody would know of it. */
async function putWhole(put: (signal: AbortSignal) => Promise<void>, remove: () => Promise<void>): Promise<void> {
  putting = new AbortController();
  try {
    await put(putting.signal);
  } catch (error) {
    // A storage that refused it has nothing of it.
    if (!REFUSALS.has(codeOf(error))) await remove().catch(() => {});
    throw error;
  }
}

const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'carrier-clock',
  'carrier-name',
  'carrier-key',
  'carrier-denied',
  'carrier-full',
]);

/** A kind of storage, and its settings as they are kept. */
export interface StorageWith {
  id: StorageId;
  settings: unknown;
}

async function deedsOf({ id, settings }: StorageWith): Promise<OpenDeeds> {
  const opened = STORAGES[id].open(settings);
  if ('wrong' in opened) throw new AppError('carrier-unset', { detail: opened.wrong });
  return opened.deeds();
}

let relays: Relays | undefined;

const api = {
  async put(storage: StorageWith, object: string, file: Blob): Promise<void> {
    const deeds = await deedsOf(storage);
    await putWhole(
      (signal) => deeds.put(object, file, signal),
      () => deeds.remove(object),
    );
  },
  remove: async (storage: StorageWith, object: string): Promise<void> => (await deedsOf(storage)).remove(object),
  /** Where anybody can read an object, for so many seconds at least if the storage can promise them. */
  address: async (storage: StorageWith, object: string, seconds: number): Promise<string> =>
    (await deedsOf(storage)).address(object, seconds),
  test: async (storage: StorageWith): Promise<void> => (await deedsOf(storage)).test(),

  /** Stops what is being put, and takes away what arrived of it. */
  async stopPutting(): Promise<void> {
    putting?.abort();
  },

  /** Whether a place gives something to whoever asks; where it cannot be asked, what it said itself must do. */
  async stillThere(url: string): Promise<boolean> {
    const asking = fetch(url, { headers: { Range: 'bytes=0-0' }, cache: 'no-store', credentials: 'omit' });
    const response = await asking.catch(() => undefined);
    await response?.body?.cancel().catch(() => {});
    return response?.ok ?? false;
  },

  /** The first bytes of a package at an address. */
  async head(url: string, bytes: number): Promise<Blob> {
    const response = await piece(url, 0, bytes);
    if (response.status === 206) return response.blob();
    // The place does not know of ranges and sends everything: only the beginning is read.
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let total = 0;
    for (const reader = (response.body ?? new Blob([]).stream()).getReader(); total < bytes; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      total += value.length;
      if (total >= bytes) await reader.cancel();
    }
    return new Blob(parts);
  },

  /**
   * Fetches a package into a file, and goes on where an earlier try stopped. Pieces that fail are asked for again, and only they.
   * @param bytes what the link says it has
   */
  async fetch(
    url: string,
    { bytes, target }: { bytes: number; target: PartialTarget },
    onProgress: (done: number) => void,
  ): Promise<Blob> {
    const file = await openPartial(target, bytes);
    try {
      for (let stalled = 0; file.size < bytes; ) {
        const at = file.size;
        const stall = stallClock();
        const response = await piece(url, at, Math.min(bytes, at + PIECE), stall.signal);
        // Without ranges everything comes at once: what was there already is passed over.
        let skip = response.status === 206 ? 0 : at;
        const reader = (response.body ?? new Blob([]).stream()).getReader();
        let broke = false;
        for (;;) {
          stall.again();
          const read = await reader.read().catch(() => {
            broke = true;
            return { done: true as const, value: undefined };
          });
          if (read.done) break;
          const chunk = read.value.subarray(Math.min(skip, read.value.length));
          skip -= read.value.length - chunk.length;
          // More than the link says is somebody else's file.
          if (file.size + chunk.length > bytes) throw new AppError('share-altered');
          await file.write(chunk);
          onProgress(file.size / bytes);
        }
        stall.end();
        if (file.size > at) stalled = 0;
        else if (!broke) throw new AppError('share-broken');
        else if (++stalled >= TRIES) throw new AppError('carrier-failed');
      }
      return await file.close();
    } catch (error) {
      await file.leave().catch(() => {});
      throw error;
    }
  },

  /** Is in a meeting's room until this worker ends. */
  async meet(presence: Omit<Presence, 'onEvent'>, onEvent: Presence['onEvent']): Promise<void> {
    relays?.close();
    // The page may be gone already.
    const tell = async (event: RelayEvent) => onEvent(event);
    relays = joinRelays({ ...presence, onEvent: (event) => void tell(event).catch(() => {}) });
  },
  /** Whether a relay lets somebody into a room. */
  relayAnswers: (relay: string): Promise<boolean> =>
    new Promise((resolve) => {
      const room = randomName();
      const tried = joinRelays({
        relays: [relay],
        room,
        self: randomName(),
        onEvent: (event) => {
          if (event.type !== 'state') return;
          tried.close();
          resolve(event.open > 0);
        },
      });
    }),
  async relayOffer(text: string | null): Promise<void> {
    relays?.offer(text);
  },
  async relayAnswer(to: Parameters<Relays['answer']>[0], text: string): Promise<void> {
    relays?.answer(to, text);
  },
  async leaveMeeting(): Promise<void> {
    relays?.close();
    relays = undefined;
  },
};

export type CarriersApi = typeof api;

expose(api);
