import { createSHA256 } from 'hash-wasm';

const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a file, read in slices. */
export async function sha256(file: Blob): Promise<string> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += SLICE) {
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  return hasher.digest('hex');
}
