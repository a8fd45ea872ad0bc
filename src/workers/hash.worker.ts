import { expose } from 'comlink';
import { createSHA256 } from 'hash-wasm';
import { AppError } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import { SNIFF_BYTES, sniff } from '../media/sniff';

export interface Identity {
  hash: BlobHash;
  mime: string;
}

/** Up to here a file is read whole: the browser's own SHA-256 is several times faster than one in wasm. */
const WHOLE_UP_TO = 32 * 1024 * 1024;
const SLICE = 4 * 1024 * 1024;

const api = {
  /**
   * What a file is: the SHA-256 of its bytes and the type that they tell.
   * @throws AppError "empty-file"; NotFoundError or NotReadableError where it cannot be read any more
   */
  async identify(file: Blob): Promise<Identity> {
    if (file.size === 0) throw new AppError('empty-file');
    if (file.size <= WHOLE_UP_TO) {
      const bytes = await file.arrayBuffer();
      const mime = sniff(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, SNIFF_BYTES)));
      return { hash: hex(await crypto.subtle.digest('SHA-256', bytes)), mime: await mime };
    }
    const mime = await sniff(new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer()));
    return { hash: await hashInSlices(file), mime };
  },
};

async function hashInSlices(file: Blob): Promise<BlobHash> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += SLICE) {
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  return hasher.digest('hex') as BlobHash;
}

function hex(digest: ArrayBuffer): BlobHash {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
}

export type HashApi = typeof api;

expose(api);
