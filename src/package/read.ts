import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js/lib/zip-core.js';
import { Decrypter } from 'age-encryption';
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { createSHA256 } from 'hash-wasm';
import { AppError, type ErrorCode } from '../domain/errors';
import { GALLERY, MANIFEST, type Manifest, readManifest, type SharedFile } from './manifest';

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
export async function decrypted(file: Blob, { key, bytes }: OpenOptions): Promise<ReadableStream<Uint8Array>> {
  if (bytes !== null && file.size < bytes) throw new AppError('share-broken');
  const decrypter = new Decrypter();
  if (key.type === 'identity') decrypter.addIdentity(key.identity);
  else decrypter.addPassphrase(key.passphrase);
  try {
    return await decrypter.decrypt(file.stream() as ReadableStream<Uint8Array>);
  } catch (cause) {
    throw new AppError(headerProblem(cause, key), { cause });
  }
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

const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a decrypted package, each proven by its length and SHA-256. Names, lengths and hashes are the manifest's,
 * which is authenticated; what the zip says besides must agree.
 * @param zip the decrypted bytes
 * @returns the files by their names, as parts of `zip` where they are stored
 * @throws AppError "share-altered"
 */
export async function provenFiles(
  zip: Blob,
  manifest: Manifest,
  onFile: (file: SharedFile) => void = () => {},
): Promise<Map<string, Blob>> {
  // This is a worker already, and its policy allows no others.
  configure({ useWebWorkers: false });
  const entries = await entriesOf(zip);
  const expected = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
  const surplus = [...entries.keys()].filter((name) => !expected.has(name) && name !== GALLERY);
  if (surplus.length > 0) throw new AppError('share-altered', { detail: 'holds what the manifest does not name' });
  const files = new Map<string, Blob>();
  for (const file of manifest.files) {
    const entry = entries.get(file.name);
    if (!entry || entry.uncompressedSize !== file.bytes) throw new AppError('share-altered');
    const blob = await contentsOf(zip, entry, file);
    if ((await sha256(blob)) !== file.sha256) throw new AppError('share-altered');
    files.set(file.name, blob.slice(0, blob.size, file.type));
    onFile(file);
  }
  return files;
}

async function entriesOf(zip: Blob): Promise<Map<string, Entry>> {
  const reader = new ZipReader(new BlobReader(zip));
  try {
    const list = await reader.getEntries();
    const entries = new Map(list.map((entry) => [entry.filename, entry]));
    if (entries.size !== list.length) throw new AppError('share-altered', { detail: 'two entries of one name' });
    return entries;
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('share-altered', { cause });
  } finally {
    await reader.close();
  }
}

/** A stored entry is a part of the zip; one that is deflated is opened, and never further than the manifest says. */
async function contentsOf(zip: Blob, entry: Entry, { bytes }: SharedFile): Promise<Blob> {
  if (entry.compressionMethod === STORED) {
    const start = await dataStart(zip, entry.offset);
    return zip.slice(start, start + bytes);
  }
  if (entry.compressionMethod !== DEFLATED || !('getData' in entry) || !entry.getData)
    throw new AppError('share-altered');
  const parts: Blob[] = [];
  let total = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      total += chunk.length;
      if (total > bytes) throw new AppError('share-altered');
      parts.push(new Blob([chunk.slice()]));
    },
  });
  try {
    await entry.getData(sink);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('share-altered', { cause });
  }
  return new Blob(parts);
}

const LOCAL_HEADER = 0x04034b50;

/** Behind the local header, its name and its extra field (APPNOTE 6.3.10, §4.3.7). */
async function dataStart(zip: Blob, offset: number): Promise<number> {
  const LENGTH = 30;
  const header = new DataView(await zip.slice(offset, offset + LENGTH).arrayBuffer());
  if (header.byteLength < LENGTH || header.getUint32(0, true) !== LOCAL_HEADER) throw new AppError('share-altered');
  return offset + LENGTH + header.getUint16(26, true) + header.getUint16(28, true);
}

const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a file, read in slices. */
export async function sha256(file: Blob): Promise<string> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += SLICE) {
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  return hasher.digest('hex');
}
