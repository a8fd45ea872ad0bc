import { Decrypter } from 'age-encryption';
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { AppError, type ErrorCode } from '../domain/errors';
import { MANIFEST, type Manifest, readManifest } from './manifest';

/** What opens a package. */
export type ShareKey = { type: 'identity'; identity: string } | { type: 'passphrase'; passphrase: string };

/** More than the manifest of 65,000 files with their previews; beyond it a package is an attack. */
const MOST_MANIFEST = 256 * 1024 * 1024;

interface OpenOptions {
  key: ShareKey;
  /** Bytes that the link says the package has, if it does. */
  bytes: number | null;
  now: number;
}

/**
 * The decrypted bytes of a package. Each 64 KiB are authenticated as they come; what is read counts only when the
 * stream has ended without an error.
 * @throws AppError "share-broken", "share-altered", "share-key", "share-passphrase"
 */
async function decrypted(file: Blob, { key, bytes }: OpenOptions): Promise<ReadableStream<Uint8Array>> {
  if (bytes !== null && file.size < bytes) throw new AppError('share-broken');
  const decrypter = new Decrypter();
  if (key.type === 'identity') decrypter.addIdentity(key.identity);
  else for (const each of spellings(key.passphrase)) decrypter.addPassphrase(each);
  try {
    return await decrypter.decrypt(file.stream() as ReadableStream<Uint8Array>);
  } catch (cause) {
    throw new AppError(headerProblem(cause, key), { cause });
  }
}

/** As it was typed; then as it is meant where an accent is typed apart, or a blank came along when it was pasted. */
function spellings(passphrase: string): Set<string> {
  const composed = passphrase.normalize('NFC');
  return new Set([passphrase, composed, composed.trim()].filter((each) => each !== ''));
}

/** Which word fits: a header that ends or is none, one that was changed, or a key of something else. */
function headerProblem(cause: unknown, key: ShareKey): ErrorCode {
  const message = cause instanceof Error ? cause.message : '';
  if (/no identity matched/.test(message)) return key.type === 'identity' ? 'share-key' : 'share-passphrase';
  return /HMAC|stanza|work factor/.test(message) ? 'share-altered' : 'share-broken';
}

/** Reads on until something has been found, then lets the rest go. */
async function readUntil<T>(
  stream: ReadableStream<Uint8Array>,
  take: (chunk: Uint8Array, last: boolean) => T | undefined,
) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause) => {
        throw new AppError('share-altered', { cause });
      });
      const found = take(value ?? new Uint8Array(0), done);
      if (found !== undefined) return found;
      if (done) throw new AppError('share-broken');
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * The manifest of a package, from its beginning: it is the first entry, so previews can be shown before the rest is read.
 * @throws AppError: why the share cannot be used
 */
export async function peekManifest(file: Blob, options: OpenOptions): Promise<Manifest> {
  const stream = await decrypted(file, options);
  const parts: Uint8Array[] = [];
  let total = 0;
  let finished = false;
  let failure: unknown;
  const unzip = new Unzip((entry) => {
    // Only the first entry counts; what follows is read later.
    if (finished || parts.length > 0 || failure) return;
    if (entry.name !== MANIFEST) {
      failure = new AppError('share-broken');
      return;
    }
    entry.ondata = (error, chunk, last) => {
      if (error) failure ??= error;
      total += chunk.length;
      if (total > MOST_MANIFEST) failure ??= new AppError('share-altered');
      else parts.push(chunk);
      if (last) finished = true;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  const json = await readUntil(stream, (chunk, last) => {
    try {
      unzip.push(chunk, last);
    } catch (error) {
      failure ??= error;
    }
    if (finished) return new TextDecoder().decode(joined(parts, total));
    if (failure) throw failure instanceof AppError ? failure : new AppError('share-broken', { cause: failure });
    return undefined;
  });
  const manifest = readManifest(json, options.now);
  if (typeof manifest === 'string') throw new AppError(manifest);
  return manifest;
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Decrypts a whole package. It is there only when this has settled. @throws AppError "share-altered" */
export async function decryptTo(
  file: Blob,
  options: OpenOptions,
  write: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const reader = (await decrypted(file, options)).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => {
      throw new AppError('share-altered', { cause });
    });
    if (done) return;
    await write(value);
  }
}
