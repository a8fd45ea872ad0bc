import { inside, type LibraryDb } from './db';
import type { Library } from './library';

const PENDING = 'restore:pending';
/** So long what a broken off restore has kept waits for being gone on with. */
const KEEP_PENDING_MS = 7 * 24 * 60 * 60 * 1000;

/** Notes that the bytes of a backup come before all of its rows, or that this is over. */
export async function notePending(library: Library, pending: boolean): Promise<void> {
  const { db } = inside(library);
  if (pending) await db.settings.put({ key: PENDING, value: Date.now() });
  else await db.settings.delete(PENDING);
}

/** Whether bytes may be there without rows, since a restore was broken off and may be gone on with. */
export async function isPending(db: LibraryDb): Promise<boolean> {
  const at = (await db.settings.get(PENDING))?.value;
  return typeof at === 'number' && Date.now() - at < KEEP_PENDING_MS;
}
