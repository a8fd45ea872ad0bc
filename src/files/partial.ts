import { buffer, DOWNLOADS, writeAll } from './sink';

/** A package that comes bit by bit, and may go on where another page stopped. */
export interface PartialFile {
  /** Bytes that are there. */
  readonly size: number;
  write(chunk: Uint8Array): void | Promise<void>;
  /** The first bytes, as many as are there. */
  head(bytes: number): Promise<Blob>;
  /** All of it. */
  close(): Promise<Blob>;
  /** Stops; what came stays for the next try. */
  leave(): Promise<void>;
}

export type PartialTarget =
  /** A file of the origin's private file system, in folder DOWNLOADS. */
  | { type: 'opfs'; name: string }
  /** In memory, where there is no private file system: it ends with the page. */
  | { type: 'parts' };

const PART = 16 * 1024 * 1024;

/** @param bytes that it has in the end: a file that has more is of something else, and begins anew */
export function openPartial(target: PartialTarget, bytes: number): Promise<PartialFile> {
  return target.type === 'opfs' ? onDisk(target.name, bytes) : Promise.resolve(inMemory());
}

async function onDisk(name: string, bytes: number): Promise<PartialFile> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(DOWNLOADS, { create: true });
  const file = await folder.getFileHandle(name, { create: true });
  const access = await opened(file);
  if (access.getSize() > bytes) access.truncate(0);
  let size = access.getSize();
  const stop = async () => {
    access.flush();
    access.close();
  };
  return {
    get size() {
      return size;
    },
    write(chunk) {
      writeAll(access, chunk, size);
      size += chunk.length;
    },
    async head(count) {
      const first = new Uint8Array(Math.min(count, size));
      access.read(first, { at: 0 });
      return new Blob([first]);
    },
    async close() {
      await stop();
      return file.getFile();
    },
    leave: stop,
  };
}

const TRIES = 20;
const WAIT_MS = 100;

/** A worker that was ended a moment ago may still have it open. */
async function opened(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (attempt >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
}

function inMemory(): PartialFile {
  const parts: Blob[] = [];
  let size = 0;
  const buffered = buffer(PART, (chunk) => {
    parts.push(new Blob([chunk.slice()]));
  });
  const whole = async () => {
    await buffered.flush();
    return new Blob(parts);
  };
  return {
    get size() {
      return size;
    },
    write(chunk) {
      size += chunk.length;
      return buffered.write(chunk);
    },
    head: async (count) => (await whole()).slice(0, count),
    close: whole,
    leave: async () => {},
  };
}
