import { KEEP_EXPORT_MS, listExports, removeExport } from '../library/exports';
import type { Library } from '../library/library';
import type { ExportRow } from '../library/rows';
import { isFreshPartial, zipLock } from './names';
import { DOWNLOADS } from './sink';

/** Null where the browser has no private file system, or nothing was ever written there. */
async function folder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(DOWNLOADS);
  } catch {
    return null;
  }
}

/** A finished zip's file; null where it is gone. */
export async function finishedZip(stored: string): Promise<File | null> {
  try {
    return (await (await folder())?.getFileHandle(stored))?.getFile() ?? null;
  } catch {
    return null;
  }
}

/** Removes a finished zip and its row. */
export async function letGo(library: Library, row: Pick<ExportRow, 'id' | 'stored'>): Promise<void> {
  await (await folder())?.removeEntry(row.stored).catch(() => {});
  await removeExport(library, row.id);
}

/**
 * At start: lets go what is older than an hour and what a killed tab left half-made.
 * @returns the zips that can still be saved
 */
export async function recoverZips(library: Library): Promise<ExportRow[]> {
  const rows = await listExports(library);
  const kept: ExportRow[] = [];
  for (const row of rows) {
    if (Date.now() - row.createdAt < KEEP_EXPORT_MS && (await finishedZip(row.stored))) kept.push(row);
    else await letGo(library, row);
  }
  const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
  const owned = new Set(kept.map((row) => row.stored));
  const directory = await folder();
  if (directory) {
    for await (const name of directory.keys()) {
      if (owned.has(name) || held.has(zipLock(name))) continue;
      if (await isFreshPartial(directory, name).catch(() => false)) continue;
      await directory.removeEntry(name).catch(() => {});
    }
  }
  return kept;
}
