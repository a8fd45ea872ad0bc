import { signal } from '@preact/signals';
import { codeOf, describeError, type ErrorCode, isAbort } from '../domain/errors';
import { safeName } from '../domain/naming';
import { fromBase64Url, readLink, type ShareLink } from '../domain/share-link';
import { startCarriers } from '../jobs/carriers';
import { saveFile } from '../jobs/save';
import { startSharing } from '../jobs/share-worker';
import { capabilities } from '../jobs/storage';
import { newStoredName, zipLock } from '../jobs/stored-name';
import type { Manifest, SharedFile } from '../package/manifest';
import type { ShareKey } from '../package/read';
import type { Received } from '../workers/share.worker';
import type { ZipTarget } from '../workers/zip-sink';
import { addJob } from './jobs';
import { alertPerson } from './messages';

/** How far the receiver's page is. */
export type Receiving =
  /** The link is read; what it opens comes as a file, or needs a passphrase. */
  | { type: 'waiting'; link: ShareLink | null; file: File | null; problem: string | null }
  | { type: 'reading' }
  | { type: 'open'; source: Source; manifest: Manifest }
  | { type: 'refused'; word: string; text: string };

/** Where the package is: here, or at an address from which it is fetched when somebody wants the files. */
type Source = { type: 'here'; received: Received } | { type: 'address'; url: string; key: ShareKey; bytes: number };

export const receiving = signal<Receiving>({ type: 'waiting', link: null, file: null, problem: null });
/** From 0 to 1 while everything is decrypted and proven; null else. */
export const unpacking = signal<number | null>(null);

/** What was decrypted and proven, as long as the page is open. */
let proven: { zip: Blob; files: Map<string, Blob> } | undefined;

/** Takes the link out of the address bar, where it would be seen and kept in the history. */
export function takeLink(): void {
  const read = readLink(location.hash);
  if (read === undefined) return;
  history.replaceState(null, '', '#/receive');
  proven = undefined;
  if (read === 'cut') {
    refuse('broken', 'The link was cut on its way. Copy the whole link again, from “http” to its end.');
  } else if (read === 'newer') {
    refuse('broken', describeError('share-newer'));
  } else if (read.data) {
    void openData(read, read.data);
  } else if (read.url && read.bytes !== null && read.key) {
    void openAddress(read.url, { type: 'identity', identity: read.key }, read.bytes);
  } else receiving.value = { type: 'waiting', link: read, file: null, problem: null };
}

function refuse(word: string, text: string): void {
  receiving.value = { type: 'refused', word, text };
}

async function openData(link: ShareLink, data: string): Promise<void> {
  try {
    const file = new File([fromBase64Url(data)], 'share.zip.age');
    if (link.key) await open(file, { type: 'identity', identity: link.key }, null);
    else receiving.value = { type: 'waiting', link, file, problem: null };
  } catch {
    refuse('broken', 'The link was cut on its way. Copy the whole link again, from “http” to its end.');
  }
}

interface LaunchQueue {
  setConsumer(take: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** So much of a package holds its manifest, unless it has many previews: then more is fetched. */
const FIRST_BYTES = 512 * 1024;

/** Shows a share that lies elsewhere as soon as its first bytes are here. */
async function openAddress(url: string, key: ShareKey, bytes: number): Promise<void> {
  const before = receiving.peek();
  receiving.value = { type: 'reading' };
  const carriers = startCarriers();
  const bridge = startSharing();
  try {
    for (let size = Math.min(FIRST_BYTES, bytes); ; size = Math.min(size * 8, bytes)) {
      const head = await carriers.call((api) => api.head(url, size));
      const whole = size >= bytes;
      const received: Received = { file: head, key, bytes: whole ? bytes : null };
      try {
        const manifest = await bridge.call((api) => api.peek(received, Date.now()));
        receiving.value = { type: 'open', source: { type: 'address', url, key, bytes }, manifest };
        return;
      } catch (error) {
        const cut = codeOf(error) === 'share-broken' || codeOf(error) === 'share-altered';
        if (!cut || whole) throw error;
      }
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'share-passphrase' && before.type === 'waiting') {
      receiving.value = { ...before, problem: describeError(code) };
    } else refuseBy(code);
  } finally {
    carriers.end();
    bridge.end();
  }
}

/** A file that was opened with the installed program, from a file manager. */
export function watchLaunches(): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files: [first] }) => {
    void first?.getFile().then(giveFile);
  });
}

/** The file that belongs to the link. */
export function giveFile(file: File): void {
  const state = receiving.peek();
  const link = state.type === 'waiting' ? state.link : null;
  if (link?.key) void open(file, { type: 'identity', identity: link.key }, link.bytes);
  else receiving.value = { type: 'waiting', link, file, problem: null };
}

/** What opens it where the link does not: a passphrase, or the key or whole link as text. */
export function giveSecret(text: string): void {
  const state = receiving.peek();
  if (state.type !== 'waiting') return;
  const secret = text.trim();
  const { link: known } = state;
  if (known?.url && known.bytes !== null) {
    void openAddress(known.url, { type: 'passphrase', passphrase: secret }, known.bytes);
    return;
  }
  if (!state.file) return;
  const read = readLink(secret);
  const pasted = /AGE-SECRET-KEY-1[0-9A-Z]+/i.exec(secret)?.[0].toUpperCase();
  const link = typeof read === 'object' && read.key ? read : null;
  const bytes = link?.bytes ?? state.link?.bytes ?? null;
  const identity = link?.key ?? pasted;
  void open(state.file, identity ? { type: 'identity', identity } : { type: 'passphrase', passphrase: secret }, bytes);
}

const WORDS: Partial<Record<ErrorCode, string>> = {
  'share-expired': 'expired',
  'share-gone': 'expired',
  'share-altered': 'altered',
};

/** What stops a share: a place that does not answer is no fault of the share, and can be tried again. */
function refuseBy(code: ErrorCode): void {
  if (code === 'carrier-cors' || code === 'carrier-failed') refuse('out of reach', OUT_OF_REACH);
  else refuse(WORDS[code] ?? 'broken', describeError(code));
}

const OUT_OF_REACH =
  'The place where it lies did not answer, or does not let web pages read it. Check your connection and open the link again.';

async function open(file: File, key: ShareKey, bytes: number | null): Promise<void> {
  const before = receiving.peek();
  receiving.value = { type: 'reading' };
  const received: Received = { file, key, bytes };
  const bridge = startSharing();
  try {
    const manifest = await bridge.call((api) => api.peek(received, Date.now()));
    receiving.value = { type: 'open', source: { type: 'here', received }, manifest };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'share-passphrase' && before.type === 'waiting') {
      receiving.value = { ...before, file, problem: describeError(code) };
    } else refuseBy(code);
  } finally {
    bridge.end();
  }
}

export function startOver(): void {
  proven = undefined;
  receiving.value = { type: 'waiting', link: null, file: null, problem: null };
}

/**
 * Everything of the share, decrypted and proven: nothing of it is handed out before.
 * @returns undefined where it failed, which is shown, or was cancelled
 */
async function everything(): Promise<{ zip: Blob; files: Map<string, Blob> } | undefined> {
  const state = receiving.peek();
  if (proven || state.type !== 'open') return proven;
  const bridge = startSharing();
  const carriers = state.source.type === 'address' ? startCarriers() : null;
  const stored = newStoredName();
  const stop = () => {
    bridge.end();
    carriers?.end();
  };
  const job = addJob({ name: `Receiving ${state.manifest.name}`, total: 100, cancel: stop });
  unpacking.value = 0;
  let over = false;
  try {
    const { proxy } = await import('comlink');
    const show = (done: number) => {
      // Progress comes by a port of its own, and may come after the result.
      if (over) return;
      unpacking.value = done;
      job.update({ done: Math.round(done * 100) });
    };
    // Fetching is the longer half of the way.
    const from = carriers ? 0.6 : 0;
    const onProgress = proxy((done: number) => show(from + done * (1 - from)));
    const targetOf = (name: string): ZipTarget =>
      capabilities.privateFiles ? { type: 'opfs', name } : { type: 'parts' };
    const work = async () => {
      const received = await fetched(state.source, carriers, targetOf(`fetched-${stored}`), (done) =>
        show(done * from),
      );
      return bridge.call((api) => api.unpack(received, { now: Date.now(), target: targetOf(stored) }, onProgress));
    };
    // Held as long as the page is open: no other tab takes the file for a leftover. The next start removes it.
    proven = await new Promise((resolve, reject) => {
      void navigator.locks.request(zipLock(`fetched-${stored}`), () => new Promise(() => {}));
      const held = async () => {
        resolve(await work());
        await new Promise(() => {});
      };
      navigator.locks.request(zipLock(stored), held).catch(reject);
    });
    return proven;
  } catch (error) {
    if (isAbort(error)) return undefined;
    const code = codeOf(error);
    if (code === 'no-room' || code === 'carrier-cors' || code === 'carrier-failed') {
      const text = code === 'no-room' ? describeError(code) : OUT_OF_REACH;
      alertPerson(`The share could not be fetched. ${text}`);
    } else refuseBy(code);
    return undefined;
  } finally {
    over = true;
    stop();
    job.remove();
    unpacking.value = null;
  }
}

/** The package itself: fetched where it lies elsewhere. */
async function fetched(
  source: Source,
  carriers: ReturnType<typeof startCarriers> | null,
  target: ZipTarget,
  onProgress: (done: number) => void,
): Promise<Received> {
  if (source.type === 'here') return source.received;
  if (!carriers) throw new Error('an address needs a carrier');
  const { proxy } = await import('comlink');
  const { url, key, bytes } = source;
  const file = await carriers.call((api) => api.fetch(url, { bytes, target }, proxy(onProgress)));
  return { file, key, bytes };
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

/** "Add to my library": what that takes is loaded only now. */
export async function addToLibrary(manifest: Manifest): Promise<void> {
  const all = await everything();
  if (!all) return;
  const { addReceived } = await import('./add-received');
  await addReceived(manifest, all.files);
}
