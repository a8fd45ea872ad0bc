import { expose } from 'comlink';
import { AppError } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import type { StorageId } from '../domain/share';
import { openFolder } from '../files/folder';
import { getDevice, noteDevice } from '../library/in-storage';
import { openLibrary } from '../library/library';
import { STORAGES } from '../share/storages';
import { wordsOf } from '../sync/recovery';
import { restoreApi } from './restore/api';
import { backUpInto } from './sync/back-up';
import { openStored } from './sync/open';
import type { StorageBackup, StorageBackupResult } from './sync/work';

/** Where a library lies: a storage with its settings, or a folder of this device; and the folder in it. */
export type LibraryPlace = { folder: string } & (
  | { storage: StorageId; settings: unknown }
  | { storage: 'folder'; handle: FileSystemDirectoryHandle }
);

interface StorageBackupRequest extends Pick<StorageBackup, 'encrypt' | 'name' | 'client'> {
  /** The library's name in this browser. */
  library: string;
  place: LibraryPlace;
}

/** What opens a library in a storage: as words to be written down, and as it is saved. */
export interface RecoverySheet {
  words: string[];
  identity: string;
  /** The library's id, by which the sheet is known. */
  library: string;
}

/** A library in a storage that is to be restored. */
interface StoredFrom {
  library: string;
  place: LibraryPlace;
  /** Words of the recovery sheet or the identity; "" where it is not encrypted, or this browser has it. */
  key: string;
}

async function objectsIn(place: LibraryPlace): Promise<ObjectStore> {
  if (place.storage === 'folder') return openFolder(place.handle).objects(place.folder);
  const opened = STORAGES[place.storage].open(place.settings);
  if ('wrong' in opened) throw new AppError('carrier-unset', { detail: opened.wrong });
  return (await opened.deeds()).objects(place.folder);
}

/** How often progress is told, in milliseconds. */
const TELL_EVERY_MS = 200;

let stopping = new AbortController();

const api = {
  ...restoreApi(async ({ library, place, key }: StoredFrom, tell) => {
    // This browser knows the key of its own library.
    const device = key === '' ? await getDevice(await openLibrary({ name: library })) : undefined;
    return openStored(await objectsIn(place), device?.identity ?? key, tell);
  }),

  /** Backs the library up into a storage. See backUpInto. */
  async backUp(
    { library, place, ...rest }: StorageBackupRequest,
    tell: (progress: Parameters<StorageBackup['onProgress']>[0]) => void,
  ): Promise<StorageBackupResult> {
    stopping = new AbortController();
    let toldAt = 0;
    return backUpInto({
      ...rest,
      library: await openLibrary({ name: library }),
      store: await objectsIn(place),
      place: { storage: place.storage, folder: place.folder },
      signal: stopping.signal,
      onProgress(progress) {
        const now = performance.now();
        if (now - toldAt < TELL_EVERY_MS && progress.files < progress.ofFiles) return;
        toldAt = now;
        tell({ ...progress });
      },
    });
  },

  /** Has a backup end where it is. */
  async stopBackup(): Promise<void> {
    stopping.abort(new DOMException('stopped', 'AbortError'));
  },

  /** The recovery sheet; null where the library lies in no storage, or is not encrypted there. */
  async recoverySheet(library: string): Promise<RecoverySheet | null> {
    const device = await getDevice(await openLibrary({ name: library }));
    if (!device?.identity) return null;
    return { words: wordsOf(device.identity), identity: device.identity, library: device.library };
  },

  /** Notes that somebody kept the recovery sheet. */
  async keptSheet(library: string): Promise<void> {
    await noteDevice(await openLibrary({ name: library }), { sheetKept: true });
  },
};

export type SyncApi = typeof api;

expose(api);
