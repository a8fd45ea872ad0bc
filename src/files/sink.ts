/** Where a zip's bytes go. Writes are in order; `abort` leaves nothing behind. */
export interface ZipSink {
  write(chunk: Uint8Array): void | Promise<void>;
  /** @returns the finished file, or null where it lies where the person wanted it */
  close(): Promise<Blob | null>;
  abort(): Promise<void>;
}

export type ZipTarget =
  /** A file of the origin's private file system, in folder DOWNLOADS. */
  | { type: 'opfs'; name: string }
  /** A file that the person chose. */
  | { type: 'handle'; handle: FileSystemFileHandle }
  /** Pieces in a Blob, where there is no private file system. */
  | { type: 'parts' };

/** Folder of the private file system in which finished zips wait for being saved. */
export const DOWNLOADS = 'downloads';

const BUFFER = 1024 * 1024;
const PART = 16 * 1024 * 1024;

export async function openSink(target: ZipTarget): Promise<ZipSink> {
  switch (target.type) {
    case 'opfs':
      return opfsSink(target.name);
    case 'handle':
      return handleSink(target.handle);
    case 'parts':
      return partsSink();
  }
}

async function opfsSink(name: string): Promise<ZipSink> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(DOWNLOADS, { create: true });
  const file = await folder.getFileHandle(name, { create: true });
  const remove = () => folder.removeEntry(name).catch(() => {});
  const access = await file.createSyncAccessHandle().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  access.truncate(0);
  let at = 0;
  const buffered = buffer(BUFFER, (bytes) => {
    writeAll(access, bytes, at);
    at += bytes.length;
  });
  return {
    write: buffered.write,
    async close() {
      await buffered.flush();
      access.flush();
      access.close();
      return file.getFile();
    },
    async abort() {
      access.close();
      await remove();
    },
  };
}

async function handleSink(handle: FileSystemFileHandle): Promise<ZipSink> {
  const writable = await handle.createWritable();
  const buffered = buffer(BUFFER, (bytes) => writable.write(bytes.slice()));
  return {
    write: buffered.write,
    async close() {
      await buffered.flush();
      await writable.close();
      return null;
    },
    abort: () => writable.abort().catch(() => {}),
  };
}

function partsSink(): ZipSink {
  let parts: Blob[] = [];
  const buffered = buffer(PART, (bytes) => {
    parts.push(new Blob([bytes.slice()]));
  });
  return {
    write: buffered.write,
    async close() {
      await buffered.flush();
      return new Blob(parts, { type: 'application/zip' });
    },
    async abort() {
      parts = [];
    },
  };
}

/**
 * Writes all of it: one write may take less than it was given. What is there is measured, too: Chromium was seen to count as
 * written what the quota cut off.
 * @throws QuotaExceededError where there is no room
 */
export function writeAll(access: FileSystemSyncAccessHandle, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const count = access.write(bytes.subarray(done) as Uint8Array<ArrayBuffer>, { at: at + done });
    if (count === 0) throw new DOMException('nothing was written', 'QuotaExceededError');
    done += count;
  }
  if (access.getSize() < at + bytes.length) throw new DOMException('not all was written', 'QuotaExceededError');
}

/** Gathers small writes: a zip has three for each entry. What is larger than the buffer passes by it. */
export function buffer(size: number, flushTo: (bytes: Uint8Array) => void | Promise<void>) {
  const held = new Uint8Array(size);
  let used = 0;
  const flush = (): void | Promise<void> => {
    if (used === 0) return;
    const bytes = held.subarray(0, used);
    used = 0;
    return flushTo(bytes);
  };
  return {
    flush,
    write(chunk: Uint8Array): void | Promise<void> {
      if (used + chunk.length > size) {
        const flushed = flush();
        if (flushed) return flushed.then(() => add(chunk));
      }
      return add(chunk);
    },
  };
  function add(chunk: Uint8Array): void | Promise<void> {
    if (chunk.length > size) return flushTo(chunk);
    held.set(chunk, used);
    used += chunk.length;
  }
}
