import type { StorageChoice } from '../domain/backup';
import { AppError } from '../domain/errors';
import { askForFolder, mayUse } from '../jobs/backup';
import type { LibraryPlace } from '../jobs/sync';
import { getCarrier } from '../library/carriers';
import { keepStorageFolder, storageFolder } from '../state/backup';
import { library } from '../state/library';

/**
 * Where in which storage, with what opens it; a folder of this device is asked for in a click.
 * @returns null where the person changed their mind
 * @throws AppError "carrier-unset"
 */
export async function placeOf(
  { storage, folder }: StorageChoice,
  mode: 'readwrite' | 'read',
): Promise<LibraryPlace | null> {
  if (storage !== 'folder') {
    const settings = await getCarrier(library(), storage);
    if (settings === undefined) throw new AppError('carrier-unset');
    return { storage, folder, settings };
  }
  const known = mode === 'readwrite' ? await storageFolder() : null;
  const handle = known && (await mayUse(known, mode)) ? known : await askForFolder(mode);
  if (!handle) return null;
  if (mode === 'readwrite') await keepStorageFolder(handle);
  return { storage, folder, handle };
}

/** Where a backup lies, for people. */
export const whereOf = (choice: StorageChoice, place: LibraryPlace): string =>
  place.storage === 'folder'
    ? `the folder “${place.handle.name}/${choice.folder}”`
    : `“${choice.folder}” in your own storage`;
