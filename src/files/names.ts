import { newId } from '../domain/ids';
import { DOWNLOADS } from './sink';

/** While a tab writes a file of the private file system it holds the lock of this name: no other tab takes it for a leftover. */
export const zipLock = (stored: string) => `satchel-zip:${stored}`;

export function newStoredName(): string {
  return `${newId<string & { readonly __brand: 'stored' }>()}.zip`;
}

const PARTIAL = 'partial-';
/** What did not come whole is kept so long for the next try. */
const KEEP_PARTIAL_MS = 7 * 24 * 60 * 60 * 1000;

/** Names that this page writes to. */
const own = new Set<string>();

/**
 * A file for what comes from somewhere: the same for the same share, so another page goes on where this one stopped. It is
 * held as long as this page is open; where another page holds it, a fresh one is taken.
 * @param from what tells this share from others: its address, or its meeting
 */
export async function partialName(from: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(from)));
  const name = PARTIAL + Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (own.has(name) || (await holdStored(name))) {
    own.add(name);
    return name;
  }
  const fresh = newStoredName();
  await holdStored(fresh);
  return fresh;
}

/** Whether it may still be gone on with. */
export async function isFreshPartial(directory: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  if (!name.startsWith(PARTIAL)) return false;
  const file = await (await directory.getFileHandle(name)).getFile();
  return Date.now() - file.lastModified < KEEP_PARTIAL_MS;
}

/** Removes a file of the private file system; one that is not there is no error. */
export async function removeStored(name: string): Promise<void> {
  try {
    await (await (await navigator.storage.getDirectory()).getDirectoryHandle(DOWNLOADS)).removeEntry(name);
  } catch {
    // Another page has it open, or it is gone: the next start looks again.
  }
}

/**
 * Holds a file for this page as long as it is open: no other tab takes it for a leftover, nor writes to it.
 * @returns whether nobody else holds it
 */
export function holdStored(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(zipLock(name), { ifAvailable: true }, async (lock) => {
      resolve(lock !== null);
      if (lock) await new Promise(() => {});
    });
  });
}
