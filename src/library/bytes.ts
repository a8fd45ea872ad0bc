import { AppError } from '../domain/errors';
import type { LibraryDb } from './db';
import type { StoredBytes } from './rows';

/** Where bytes are kept. Two ways behind one interface, because not every browser keeps blobs in IndexedDB. */
export interface ByteStore {
  readonly way: 'blobs' | 'chunks';
  /**
   * Makes bytes ready to be kept under a key and gives the part of the row that finds them again. The row must be
   * written in the transaction that makes them visible; until then nothing shows that they are there.
   * @throws NotReadableError, NotFoundError where the file cannot be read; QuotaExceededError
   */
  prepare(key: string, file: Blob, signal?: AbortSignal): Promise<StoredBytes>;
  /** The bytes of a row, as a Blob that reads from the disk where the browser can. */
  read(key: string, row: StoredBytes): Promise<Blob>;
  /** Whether all of a row's bytes seem to be there, told without reading them. */
  isComplete(key: string, row: StoredBytes): Promise<boolean>;
  /** Removes what `prepare` kept beside the row; the row itself is the caller's. Runs inside a transaction too. */
  discard(key: string): Promise<void>;
}

export function blobStore(): ByteStore {
  return {
    way: 'blobs',
    prepare: async (_key, file) => ({
      // A Blob, not a File: name and date are the version's own.
      blob: file.slice(0, file.size, file.type),
      chunkCount: 0,
      bytes: file.size,
      type: file.type,
    }),
    read: async (_key, row) => {
      if (!row.blob) throw new AppError('missing-bytes');
      return row.blob;
    },
    isComplete: async (_key, row) => row.blob?.size === row.bytes,
    discard: async () => {},
  };
}

/** Measured in WebKit: 4 MiB writes 200 MB in 0.3 s and reads it in 0.55 s. */
const CHUNK_BYTES = 4 * 1024 * 1024;

export function chunkStore(db: LibraryDb): ByteStore {
  return {
    way: 'chunks',
    async prepare(key, file, signal) {
      let index = 0;
      for (let at = 0; at < file.size; at += CHUNK_BYTES) {
        signal?.throwIfAborted();
        const data = await file.slice(at, at + CHUNK_BYTES).arrayBuffer();
        await db.chunks.put({ hash: key, index: index++, data });
      }
      return { blob: null, chunkCount: index, bytes: file.size, type: file.type };
    },
    async read(key, row) {
      const parts: Blob[] = [];
      for (let index = 0; index < row.chunkCount; index++) {
        const chunk = await db.chunks.get([key, index]);
        if (!chunk) throw new AppError('missing-bytes');
        // Each chunk becomes a Blob of its own at once, so that the browser can move it out of this page's memory.
        parts.push(new Blob([chunk.data]));
      }
      return new Blob(parts, { type: row.type });
    },
    isComplete: async (key, row) => {
      const chunks = db.chunks.where('[hash+index]').between([key, 0], [key, row.chunkCount], true, false);
      return (await chunks.count()) === row.chunkCount;
    },
    discard: async (key) => {
      await db.chunks.where('[hash+index]').between([key, 0], [key, Number.POSITIVE_INFINITY]).delete();
    },
  };
}
