import { signal } from '@preact/signals';
import type { EmbeddedProperties } from '../domain/embedded';
import { codeOf, describeError, type ErrorCode, isAbort } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { safeName } from '../domain/naming';
import { fromBase64Url, readLink, type ShareLink } from '../domain/share-link';
import { createIntake } from '../intake/pipeline';
import { newStoredName, zipLock } from '../jobs/finished-zips';
import { saveFile } from '../jobs/save';
import { startSharing } from '../jobs/share-package';
import { capabilities } from '../jobs/storage';
import { addNote } from '../library/notes';
import type { Manifest, SharedFile } from '../package/manifest';
import type { ShareKey } from '../package/read';
import type { Received } from '../workers/share.worker';
import { allFields } from './installation';
import { addJob } from './jobs';
import { library, libraryState } from './library';
import { alertPerson, tell } from './messages';

/** How far the receiver's page is. */
export type Receiving =
  /** The link is read; what it opens comes as a file, or needs a passphrase. */
  | { type: 'waiting'; link: ShareLink | null; file: File | null; problem: string | null }
  | { type: 'reading' }
  | { type: 'open'; received: Received; manifest: Manifest }
  | { type: 'refused'; word: string; text: string };

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
  if (state.type !== 'waiting' || !state.file) return;
  const secret = text.trim();
  const read = readLink(secret);
  const pasted = /AGE-SECRET-KEY-1[0-9A-Z]+/i.exec(secret)?.[0].toUpperCase();
  const link = typeof read === 'object' && read.key ? read : null;
  const bytes = link?.bytes ?? state.link?.bytes ?? null;
  const identity = link?.key ?? pasted;
  void open(state.file, identity ? { type: 'identity', identity } : { type: 'passphrase', passphrase: secret }, bytes);
}

const WORDS: Partial<Record<ErrorCode, string>> = { 'share-expired': 'expired', 'share-altered': 'altered' };

async function open(file: File, key: ShareKey, bytes: number | null): Promise<void> {
  const before = receiving.peek();
  receiving.value = { type: 'reading' };
  const received: Received = { file, key, bytes };
  const bridge = startSharing();
  try {
    const manifest = await bridge.call((api) => api.peek(received, Date.now()));
    receiving.value = { type: 'open', received, manifest };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'share-passphrase' && before.type === 'waiting') {
      receiving.value = { ...before, file, problem: describeError(code) };
    } else refuse(WORDS[code] ?? 'broken', describeError(code));
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
  const stored = newStoredName();
  const job = addJob({ name: `Receiving ${state.manifest.name}`, total: 100, cancel: () => bridge.end() });
  unpacking.value = 0;
  try {
    const { proxy } = await import('comlink');
    const onProgress = proxy((done: number) => {
      unpacking.value = done;
      job.update({ done: Math.round(done * 100) });
    });
    const target = capabilities.privateFiles ? ({ type: 'opfs', name: stored } as const) : ({ type: 'parts' } as const);
    const work = () => bridge.call((api) => api.unpack(state.received, { now: Date.now(), target }, onProgress));
    // Held as long as the page is open: no other tab takes the file for a leftover. The next start removes it.
    proven = await new Promise((resolve, reject) => {
      void navigator.locks.request(zipLock(stored), async () => {
        await work().then(resolve, reject);
        if (proven) await new Promise(() => {});
      });
    });
    return proven;
  } catch (error) {
    if (isAbort(error)) return undefined;
    const code = codeOf(error);
    if (code === 'no-room') alertPerson(`The share could not be opened. ${describeError(code)}`);
    else refuse(WORDS[code] ?? 'broken', describeError(code));
    return undefined;
  } finally {
    bridge.end();
    job.remove();
    unpacking.value = null;
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

/** "Add to my library": the files with what is said of them; who they came from is kept as a note. */
export async function addToLibrary(manifest: Manifest): Promise<void> {
  if (libraryState.peek().type !== 'open') {
    alertPerson('This browser keeps no library here, so nothing can be added. Download the files instead.');
    return;
  }
  const all = await everything();
  if (!all) return;
  const job = addJob({ name: `Adding ${manifest.name}`, total: manifest.files.length });
  try {
    const intake = createIntake(library(), {
      onChange: () => job.update({ done: intake.rows.filter((row) => row.assetId || row.status === 'known').length }),
      fields: () => allFields.peek(),
      origin: 'received',
    });
    const incoming = manifest.files.flatMap((file) => {
      const blob = all.files.get(file.name);
      if (!blob) return [];
      const said: EmbeddedProperties = file.metadata;
      return [{ file: new File([blob], file.name, { type: file.type }), path: file.name, said }];
    });
    await intake.add(incoming);
    await intake.idle();
    await intake.finish();
    await noteSender(
      manifest,
      intake.rows.flatMap((row) => (row.assetId ? [row.assetId] : [])),
    );
    const added = intake.rows.filter((row) => row.assetId).length;
    const known = intake.rows.filter((row) => row.status === 'known').length;
    const failed = intake.rows.filter((row) => row.status === 'failed' && !row.assetId);
    const parts = [`${added.toLocaleString()} ${added === 1 ? 'file is' : 'files are'} in your library.`];
    if (known > 0) parts.push(`${known.toLocaleString()} ${known === 1 ? 'was' : 'were'} there already.`);
    tell(parts.join(' '), { lasting: true });
    if (failed.length > 0) {
      alertPerson(`${failed.length.toLocaleString()} of the files could not be added.`, {
        lines: failed.slice(0, 10).map((row) => `${row.name}: ${describeError(row.failure ?? 'unknown')}`),
      });
    }
  } catch (error) {
    alertPerson(`The files could not be added. ${describeError(codeOf(error))}`);
  } finally {
    job.remove();
  }
}

async function noteSender({ from, name, comment, createdAt }: Manifest, ids: readonly AssetId[]): Promise<void> {
  if (ids.length === 0) return;
  const who = [from.name, from.email && `<${from.email}>`].filter(Boolean).join(' ') || 'somebody';
  const text = `Received from ${who} in “${name}”, shared on ${createdAt.slice(0, 10)}.${comment ? `\n${comment}` : ''}`;
  await addNote(library(), ids, text);
}
