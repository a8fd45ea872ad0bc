import { createSHA256, type IHasher } from 'hash-wasm';

/** Up to here a file is read whole: the browser's own SHA-256 is several times faster than one in wasm. */
const WHOLE_UP_TO = 4 * 1024 * 1024;
/** Small pieces: what is read and let go waits for the collector, and of large ones a lot waits. */
const SLICE = 1024 * 1024;

/** Each has a memory of its own in wasm, which only the collector takes away: they are used again. */
const idle: IHasher[] = [];

/** SHA-256 of a file, as hexadecimal digits. */
export async function sha256(file: Blob): Promise<string> {
  if (file.size <= WHOLE_UP_TO) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const hasher = idle.pop() ?? (await createSHA256());
  hasher.init();
  for (let at = 0; at < file.size; at += SLICE) {
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  const digest = hasher.digest('hex');
  idle.push(hasher);
  return digest;
}
