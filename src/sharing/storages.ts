import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { type CarrierId, STORAGE_IDS, type StorageId } from '../domain/share';
import type { StoragePlace, StoredObject } from '../domain/stored-object';
import type { Remote } from '../jobs/bridge';
import { type CarriersApi, type StorageWith, startCarriers } from '../jobs/carriers';
import { deadlineFor, SLOWEST_LINE } from '../jobs/deadline';
import { capabilities } from '../jobs/storage';
import { getCarrier, putCarrier, removeCarrier } from '../library/carriers';
import type { OpenStorage } from '../share/storage';
import { isStorage, STORAGES } from '../share/storages';
import { library } from '../state/library';
import { type LiveSignal, live } from '../state/live';

/** A storage as it is set up; null where it is not, undefined until it is read. */
type SetUp = OpenStorage | null | undefined;

const setUpAs = (id: StorageId): LiveSignal<SetUp> =>
  live<SetUp>(undefined, {
    read: async () => {
      const opened = STORAGES[id].open(await getCarrier(library(), id));
      return 'wrong' in opened ? null : opened;
    },
    dependsOn: (change) => Boolean(change.carriers),
  });

/** The user's storages, by their kind. */
export const storages = Object.fromEntries(STORAGE_IDS.map((id) => [id, setUpAs(id)])) as Record<
  StorageId,
  LiveSignal<SetUp>
>;

/** How a storage is set up now. */
async function setUpNow(id: StorageId): Promise<OpenStorage | null> {
  await storages[id].again();
  return storages[id].peek() ?? null;
}

/** Keeps the settings of a storage. @returns what is wrong; undefined where they were kept */
export async function saveStorage(id: StorageId, value: unknown): Promise<string | undefined> {
  const opened = STORAGES[id].open(value);
  if ('wrong' in opened) return opened.wrong;
  return keepCarrier(id, opened.settings);
}

/** Keeps the settings of a way of sending. @returns what is wrong; undefined where they were kept */
export async function keepCarrier(id: CarrierId, settings: object): Promise<string | undefined> {
  try {
    await putCarrier(library(), id, settings);
    return undefined;
  } catch (error) {
    return describeError(codeOf(error));
  }
}

export const forgetStorage = (id: StorageId) => removeCarrier(library(), id);

const TEST_DEADLINE_MS = 60_000;

/** Tries what sharing needs of a storage. @returns what is wrong, in words; undefined where all is well */
export async function testStorage(id: StorageId, value: unknown): Promise<string | undefined> {
  const opened = STORAGES[id].open(value);
  if ('wrong' in opened) return opened.wrong;
  const bridge = startCarriers();
  try {
    await bridge.call((api) => api.test({ id, settings: opened.settings }), { deadlineMs: TEST_DEADLINE_MS });
    return undefined;
  } catch (error) {
    return describeError(codeOf(error));
  } finally {
    bridge.end();
  }
}

/**
 * Puts a package into the user's storage, under a name that nobody guesses. What came of it where that failed, or was
 * cancelled, is taken away: nobody would know of it.
 */
export async function putInStorage(
  id: StorageId,
  file: Blob,
  share: { id: ShareId; expiresAt: number; signal: AbortSignal },
): Promise<StoredObject & { place: StoragePlace }> {
  const opened = await setUpNow(id);
  if (!opened) throw new AppError('carrier-unset');
  const { signal } = share;
  const storage: StorageWith = { id, settings: opened.settings };
  const object = STORAGES[id].objectOf(`${share.id}-${crypto.randomUUID()}.zip.age`);
  const bridge = startCarriers();
  let over: Promise<void> = Promise.resolve();
  const put = (work: (api: Remote<CarriersApi>) => Promise<void>) => {
    signal.throwIfAborted();
    over = bridge.call(work, { deadlineMs: deadlineFor(file.size, SLOWEST_LINE) });
    return orCancelled(over, signal, () => bridge.call((api) => api.stopPutting(), { deadlineMs: TEST_DEADLINE_MS }));
  };
  try {
    const seconds = (share.expiresAt - Date.now()) / 1000;
    const url = await bridge.call((api) => api.address(storage, object, seconds));
    await put((api) => api.put(storage, object, file));
    return { object, url, place: opened.place };
  } finally {
    // Who cancelled is not kept waiting while what had arrived is taken away.
    void over.catch(() => {}).then(() => bridge.end());
  }
}

/** Settles with the work, or at once when it is cancelled. */
function orCancelled(work: Promise<void>, signal: AbortSignal, stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      void stop().catch(() => {});
      reject(signal.reason);
    };
    signal.addEventListener('abort', cancel);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

/**
 * Deletes a package from the storage in which it lies, and looks whether it is gone: the keys that are set up now go to no other
 * storage than theirs.
 * @throws AppError: why it may still be fetched; "carrier-moved" where the storage that is set up is another one
 */
export async function removeFromStorage(stored: StoredObject): Promise<void> {
  const there = await reachable(stored);
  if (!there) throw new AppError('carrier-moved');
  const { object, url } = stored;
  const bridge = startCarriers();
  try {
    await bridge.call((api) => api.remove(there, object), { deadlineMs: TEST_DEADLINE_MS });
    const isThere = url !== '' && (await bridge.call((api) => api.stillThere(url), { deadlineMs: TEST_DEADLINE_MS }));
    if (isThere) throw new AppError('carrier-still-there');
  } finally {
    bridge.end();
  }
}

/** The storage in which something lies, with the keys that are kept now. One whose place was not noted is known by its address. */
async function reachable({ place, object, url }: StoredObject): Promise<StorageWith | undefined> {
  for (const id of STORAGE_IDS) {
    const opened = await setUpNow(id);
    if (!opened) continue;
    const unsigned = url.replace(/\?.*$/s, '');
    const there = place ? opened.at(place) : unsigned === opened.plainAddress(object) ? opened : undefined;
    if (there) return { id, settings: there.settings };
  }
  return undefined;
}

/** Where something lies, for people. */
export function placeLabel({ place, object, url }: StoredObject): string {
  return place ? STORAGES[place.type].label(place, object) : url.replace(/\?.*$/s, '');
}

/** Why a way of sending cannot be used now; undefined where it can. */
export function cannotSend(carrier: CarrierId): string | undefined {
  if (carrier === 'live' && !capabilities.peers)
    return 'This browser cannot connect to another one directly (no WebRTC).';
  const isUnset = isStorage(carrier) && storages[carrier].value === null;
  return isUnset ? 'Set up your storage in Settings → Carriers first.' : undefined;
}

/** How far away the end of a share may be, and why; undefined where any day will do. */
export const mostDays = (carrier: CarrierId): { days: number; reason: string } | undefined =>
  isStorage(carrier) ? storages[carrier].value?.mostDays : undefined;

/** As `mostDays`, by the settings that are kept now. */
export async function mostDaysNow(carrier: CarrierId): Promise<{ days: number; reason: string } | undefined> {
  return isStorage(carrier) ? (await setUpNow(carrier))?.mostDays : undefined;
}
