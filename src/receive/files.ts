import { signal } from '@preact/signals';
import { codeOf, describeError, isAbort } from '../domain/errors';
import { holdStored, newStoredName, partialName, removeStored } from '../files/names';
import type { PartialTarget } from '../files/partial';
import { proxy } from '../jobs/bridge';
import { startCarriers } from '../jobs/carriers';
import { deadlineFor, SLOWEST_LINE } from '../jobs/deadline';
import { saveFile } from '../jobs/save';
import type { Received } from '../jobs/share-worker';
import { startSharing } from '../jobs/share-worker';
import { capabilities } from '../jobs/storage';
import type { Manifest, SharedFile } from '../package/manifest';
import type { Proven } from '../package/proven';
import { addJob } from '../state/jobs';
import { alertPerson } from '../state/messages';
import { safeName } from '../text/naming';
import { OUT_OF_REACH, receiving, refuseBy, type Source } from './source';

/** From 0 to 1 while everything is decrypted and proven; null else. */
export const unpacking = signal<number | null>(null);

/** What was decrypted and proven, as long as the page is open. */
const proven = new WeakMap<Source, Proven>();

/** What each file takes besides its bytes, on a busy device: thousands of small ones are not done in the time of one. */
const MS_PER_FILE = 30;
/** Fetching is the longer half of the way. */
const FETCHING = 0.6;
/** With these the share itself is not at fault: what came of it stays for the next try. */
const TRY_AGAIN = new Set(['no-room', 'carrier-cors', 'carrier-failed', 'live-ended', 'live-unreachable']);

/**
 * Everything of the share, decrypted and proven: nothing of it is handed out before.
 * @returns undefined where it failed, which is shown, or was cancelled
 */
async function everything(): Promise<Proven | undefined> {
  const state = receiving.peek();
  if (state.type !== 'open') return undefined;
  const { source, manifest } = state;
  const before = proven.get(source);
  if (before) return before;
  const abort = new AbortController();
  const job = addJob({ name: `Receiving ${manifest.name}`, total: 100, cancel: () => abort.abort() });
  unpacking.value = 0;
  let over = false;
  const show = (done: number) => {
    // Progress comes by a port of its own, and may come after the result.
    if (over) return;
    unpacking.value = done;
    job.update({ done: Math.round(done * 100) });
  };
  let fetching: Fetching | undefined;
  try {
    fetching = await fetchingOf(source);
    const from = source.type === 'here' ? 0 : FETCHING;
    const received = await fetching.fetch(abort.signal, (done) => show(done * from));
    const deadlineMs = deadlineFor(received.file.size) + manifest.files.length * MS_PER_FILE;
    const all = await unpack(received, { signal: abort.signal, deadlineMs }, (done) => show(from + done * (1 - from)));
    proven.set(source, all);
    // What it was made of is not needed any more.
    await fetching.remove();
    return all;
  } catch (error) {
    if (isAbort(error)) return undefined;
    const code = codeOf(error);
    if (TRY_AGAIN.has(code)) {
      const text = code.startsWith('carrier-') ? OUT_OF_REACH : describeError(code);
      alertPerson(`The share could not be fetched. ${text}`);
    } else {
      await fetching?.remove();
      refuseBy(code);
    }
    return undefined;
  } finally {
    over = true;
    job.remove();
    unpacking.value = null;
  }
}

interface Limits {
  signal: AbortSignal;
  deadlineMs: number;
}

async function unpack(received: Received, limits: Limits, onProgress: (done: number) => void): Promise<Proven> {
  const bridge = startSharing();
  try {
    const stored = newStoredName();
    // Held as long as the page is open: no other tab takes the file for a leftover. The next start removes it.
    await holdStored(stored);
    const target = capabilities.privateFiles ? ({ type: 'opfs', name: stored } as const) : ({ type: 'parts' } as const);
    return await bridge.call((api) => api.unpack(received, { now: Date.now(), target }, proxy(onProgress)), limits);
  } finally {
    bridge.end();
  }
}

interface Fetching {
  fetch: (signal: AbortSignal, onProgress: (done: number) => void) => Promise<Received>;
  /** Removes what was fetched. */
  remove: () => Promise<void>;
}

/** The package itself: fetched where it lies elsewhere. */
async function fetchingOf(source: Source): Promise<Fetching> {
  switch (source.type) {
    case 'here':
      return { fetch: async () => source.received, remove: async () => {} };
    case 'live': {
      const { transfer, key, bytes } = source;
      return {
        fetch: async (signal, onProgress) => ({ file: await transfer.whole(signal, onProgress), key, bytes }),
        remove: transfer.remove,
      };
    }
    case 'address': {
      const { url, key, bytes } = source;
      const name = await partialName(`${url} ${bytes}`);
      const target: PartialTarget = capabilities.privateFiles ? { type: 'opfs', name } : { type: 'parts' };
      return {
        async fetch(signal, onProgress) {
          const carriers = startCarriers();
          try {
            const work = carriers.call((api) => api.fetch(url, { bytes, target }, proxy(onProgress)), {
              signal,
              deadlineMs: deadlineFor(bytes, SLOWEST_LINE),
            });
            return { file: await work, key, bytes };
          } finally {
            carriers.end();
          }
        },
        remove: () => removeStored(name),
      };
    }
  }
}

export async function downloadShare(manifest: Manifest): Promise<void> {
  const all = await everything();
  if (!all) return;
  const [only] = manifest.files;
  if (manifest.files.length === 1 && only) return saveOne(all.files, only);
  saveFile(all.zip, safeName(`${manifest.name}.zip`));
}

export async function downloadShared(file: SharedFile): Promise<void> {
  const all = await everything();
  if (all) saveOne(all.files, file);
}

function saveOne(files: ReadonlyMap<string, Blob>, { name }: SharedFile): void {
  const blob = files.get(name);
  if (blob) saveFile(blob, name);
}

export type AddReceived = (manifest: Manifest, files: ReadonlyMap<string, Blob>) => Promise<void>;

let addReceived: AddReceived = () => Promise.reject(new Error('no library to add to'));

/** Says how received files get into a library: who only opens a share loads nothing of one. */
export function addReceivedBy(add: AddReceived): void {
  addReceived = add;
}

/** "Add to my library" */
export async function addToLibrary(manifest: Manifest): Promise<void> {
  const all = await everything();
  if (all) await addReceived(manifest, all.files);
}
