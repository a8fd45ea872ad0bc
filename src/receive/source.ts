import { signal } from '@preact/signals';
import { codeOf, describeError, type ErrorCode, isAbort } from '../domain/errors';
import { linkAmong } from '../domain/handed-over';
import { type LinkProblem, readLink, type ShareLink } from '../domain/share-link';
import { startCarriers } from '../jobs/carriers';
import { deadlineFor, SLOWEST_LINE } from '../jobs/deadline';
import { lookAtHandedOver, takeHandedOver } from '../jobs/handed-over';
import type { Received } from '../jobs/share-worker';
import { startSharing } from '../jobs/share-worker';
import type { Manifest } from '../package/manifest';
import type { ShareKey } from '../package/read';
import { fromBase64Url } from '../text/base64';
import type { LiveTransfer } from './transfer';

/** How far the receiver's page is. */
export type Receiving =
  /** The link is read; what it opens comes as a file, or needs a passphrase. */
  | { type: 'waiting'; link: ShareLink | null; file: File | null; problem: string | null }
  | { type: 'reading' }
  | { type: 'open'; source: Source; manifest: Manifest }
  | { type: 'refused'; word: string; text: string };

/** Where the package is. */
export type Source =
  | { type: 'here'; received: Received }
  /** Fetched when somebody wants the files. */
  | { type: 'address'; url: string; key: ShareKey; bytes: number }
  /** It comes from another browser, as long as that is there. */
  | { type: 'live'; transfer: LiveTransfer; key: ShareKey; bytes: number };

export const receiving = signal<Receiving>({ type: 'waiting', link: null, file: null, problem: null });

/** The connection to the sender's browser, with a share that comes so. */
let transfer: LiveTransfer | undefined;

/**
 * Whether the browser's history has a key: it writes an address down before the page that it opens can do anything about it, and
 * keeps it whatever the page does then (seen in Chromium's file "History").
 */
export const keyInHistory = signal(false);

/** Takes the link out of the address bar, where others would see it. */
export function takeLink(): void {
  const read = readLink(location.hash);
  if (read === undefined) return;
  history.replaceState(null, '', '#/receive');
  keyInHistory.value = typeof read !== 'object' || read.key !== null;
  openLink(read);
}

function openLink(read: ShareLink | LinkProblem): void {
  endTransfer();
  if (read === 'cut') {
    refuse('broken', 'The link was cut on its way. Copy the whole link again, from “http” to its end.');
  } else if (read === 'newer') {
    refuse('broken', describeError('share-newer'));
  } else if (read.data) {
    void openData(read, read.data);
  } else if ((read.url || read.meeting) && read.bytes !== null && read.key) {
    void openElsewhere(read, { type: 'identity', identity: read.key }, read.bytes);
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

/** The first bytes of a share that lies elsewhere, and where the rest comes from. */
interface Elsewhere {
  head: (bytes: number) => Promise<Blob>;
  source: Source;
  /** Called when the manifest is read, or nothing comes of it. */
  end: () => void;
}

async function elsewhere({ url, meeting }: ShareLink, key: ShareKey, bytes: number): Promise<Elsewhere> {
  if (url) {
    const carriers = startCarriers();
    return {
      head: (size) => carriers.call((api) => api.head(url, size), { deadlineMs: deadlineFor(size, SLOWEST_LINE) }),
      source: { type: 'address', url, key, bytes },
      end: () => carriers.end(),
    };
  }
  if (!meeting) throw new Error('a share that lies elsewhere has an address or a meeting');
  const { receiveLive } = await import('./transfer');
  const live = transfer ?? receiveLive(meeting, bytes);
  transfer = live;
  return { head: live.head, source: { type: 'live', transfer: live, key, bytes }, end: () => {} };
}

/** Shows a share that lies elsewhere as soon as its first bytes are here. */
async function openElsewhere(link: ShareLink, key: ShareKey, bytes: number): Promise<void> {
  const before = receiving.peek();
  receiving.value = { type: 'reading' };
  const bridge = startSharing();
  let from: Elsewhere | undefined;
  try {
    from = await elsewhere(link, key, bytes);
    for (let size = Math.min(FIRST_BYTES, bytes); ; size = Math.min(size * 8, bytes)) {
      const head = await from.head(size);
      const whole = size >= bytes;
      const received: Received = { file: head, key, bytes: whole ? bytes : null };
      try {
        const manifest = await bridge.call((api) => api.peek(received, Date.now()));
        receiving.value = { type: 'open', source: from.source, manifest };
        return;
      } catch (error) {
        const cut = codeOf(error) === 'share-broken' || codeOf(error) === 'share-altered';
        if (!cut || whole) throw error;
      }
    }
  } catch (error) {
    if (isAbort(error)) return;
    const code = codeOf(error);
    if (code === 'share-passphrase' && before.type === 'waiting') {
      receiving.value = { ...before, problem: describeError(code) };
    } else refuseBy(code);
  } finally {
    from?.end();
    bridge.end();
  }
}

function endTransfer(): void {
  void transfer?.end();
  transfer = undefined;
}

/** A file that was opened with the installed program, from a file manager. */
export function watchLaunches(): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files: [first] }) => {
    void first?.getFile().then(giveFile);
  });
}

const HANDED = /\?handed=([0-9a-f-]{36})$/;

/** A package, or a link, that another app handed to the installed program. */
export async function takeHandedHere(): Promise<void> {
  const id = HANDED.exec(location.hash)?.[1];
  if (!id) return;
  history.replaceState(null, '', '#/receive');
  const about = await lookAtHandedOver(id);
  const [first] = await takeHandedOver(id);
  const read = about?.link ? readLink(about.link) : undefined;
  if (read) openLink(read);
  if (first) giveFile(first);
  if (!read && !first) {
    const problem = 'What was handed over is not here any more: it waits ten minutes at most. Hand it over again.';
    receiving.value = { type: 'waiting', link: null, file: null, problem };
  }
}

/** A link that was pasted into the page: so no address ever had it, and no history keeps it. */
export function giveLink(text: string): void {
  const found = linkAmong([text]);
  const read = readLink(found ?? text);
  if (read) return openLink(read);
  const problem = 'This is no link of a share. Paste the whole link, from “http” to its end.';
  receiving.value = { type: 'waiting', link: null, file: null, problem };
}

/** The file that belongs to the link. */
export function giveFile(file: File): void {
  const state = receiving.peek();
  const link = state.type === 'waiting' ? state.link : null;
  if (link?.key) void open(file, { type: 'identity', identity: link.key }, link.bytes);
  else receiving.value = { type: 'waiting', link, file, problem: null };
}

/** Blanks at its ends belong to a passphrase, as every other character does. */
const passphraseOf = (text: string): ShareKey => ({ type: 'passphrase', passphrase: text });

/** What opens it where the link does not: a passphrase, or the key or whole link as text. */
export function giveSecret(text: string): void {
  const state = receiving.peek();
  if (state.type !== 'waiting') return;
  const { link: known } = state;
  if (known && (known.url || known.meeting) && known.bytes !== null) {
    void openElsewhere(known, passphraseOf(text), known.bytes);
    return;
  }
  if (!state.file) return;
  const secret = text.trim();
  const read = readLink(secret);
  const pasted = /AGE-SECRET-KEY-1[0-9A-Z]+/i.exec(secret)?.[0].toUpperCase();
  const link = typeof read === 'object' && read.key ? read : null;
  const bytes = link?.bytes ?? state.link?.bytes ?? null;
  const identity = link?.key ?? pasted;
  void open(state.file, identity ? { type: 'identity', identity } : passphraseOf(text), bytes);
}

const WORDS: Partial<Record<ErrorCode, string>> = {
  'share-expired': 'expired',
  'share-gone': 'expired',
  'share-altered': 'altered',
};

/** What stops a share: a place that does not answer is no fault of the share, and can be tried again. */
export function refuseBy(code: ErrorCode): void {
  endTransfer();
  if (code === 'carrier-cors' || code === 'carrier-failed') refuse('out of reach', OUT_OF_REACH);
  else if (code.startsWith('live-')) refuse(code === 'live-code' ? 'broken' : 'out of reach', describeError(code));
  else refuse(WORDS[code] ?? 'broken', describeError(code));
}

export const OUT_OF_REACH =
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
  endTransfer();
  receiving.value = { type: 'waiting', link: null, file: null, problem: null };
}
