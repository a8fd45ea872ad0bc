import { signal } from '@preact/signals';
import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import type { CarrierId } from '../domain/share';
import { type StoragePlace, type StoredObject, sameStorage } from '../domain/stored-object';
import type { Remote } from '../jobs/bridge';
import type { CarriersApi } from '../jobs/carriers';
import { startCarriers } from '../jobs/carriers';
import { deadlineFor, SLOWEST_LINE } from '../jobs/deadline';
import { capabilities } from '../jobs/storage';
import { getCarrier, putCarrier, removeCarrier } from '../library/carriers';
import { onChange } from '../library/changes';
import { type LiveSettings, parseLiveSettings } from '../share/live/settings';
import { objectUrl } from '../share/s3/address';
import { parseS3Settings, type S3Settings } from '../share/s3/settings';
import { readAddressOf } from '../share/webdav/client';
import { parseWebDavSettings, type WebDavSettings } from '../share/webdav/settings';
import { installation } from '../state/installation';
import { library } from '../state/library';

const S3 = 's3';
const WEBDAV = 'webdav';
const LIVE = 'live';

/** The user's bucket; null where none is set up, undefined until it is read. */
export const s3Settings = signal<S3Settings | null | undefined>(undefined);

/** The user's WebDAV folder; null where none is set up, undefined until it is read. */
export const webdavSettings = signal<WebDavSettings | null | undefined>(undefined);

/** How live shares are handed over: the user's own addresses, or those of the installation; undefined until it is read. */
export const liveSettings = signal<LiveSettings | undefined>(undefined);
/** Whether the user has set up addresses of their own. */
export const ownLiveSettings = signal(false);

let watching = false;

export async function watchCarriers(): Promise<void> {
  if (watching) return;
  watching = true;
  const read = async () => {
    const bucket = parseS3Settings(await getCarrier(library(), S3));
    s3Settings.value = 'wrong' in bucket ? null : bucket;
    const folder = parseWebDavSettings(await getCarrier(library(), WEBDAV));
    webdavSettings.value = 'wrong' in folder ? null : folder;
    const kept = await getCarrier(library(), LIVE);
    const own = kept === undefined ? null : parseLiveSettings(kept);
    ownLiveSettings.value = own !== null && !('wrong' in own);
    const common = { ...installation.peek().live, turn: '', turnUser: '', turnPassword: '' };
    liveSettings.value = own === null || 'wrong' in own ? common : own;
  };
  onChange((changed) => {
    if (changed.carriers) void read();
  });
  await read();
}

/** Keeps the settings of a storage. @returns what is wrong; undefined where they were kept */
async function save<T extends object>(id: string, parsed: T | { wrong: string }): Promise<string | undefined> {
  if ('wrong' in parsed) return parsed.wrong;
  try {
    await putCarrier(library(), id, parsed);
  } catch (error) {
    return describeError(codeOf(error));
  }
  return undefined;
}

export const saveS3 = (value: unknown) => save(S3, parseS3Settings(value));
export const saveWebDav = (value: unknown) => save(WEBDAV, parseWebDavSettings(value));
export const saveLive = (value: unknown) => save(LIVE, parseLiveSettings(value));
export const forgetLive = () => removeCarrier(library(), LIVE);
export const forgetS3 = () => removeCarrier(library(), S3);
export const forgetWebDav = () => removeCarrier(library(), WEBDAV);

const TEST_DEADLINE_MS = 60_000;

/** Tries what sharing needs. @returns what is wrong, in words; undefined where all is well */
async function tried(work: (bridge: ReturnType<typeof startCarriers>) => Promise<void>): Promise<string | undefined> {
  const bridge = startCarriers();
  try {
    await work(bridge);
    return undefined;
  } catch (error) {
    return describeError(codeOf(error));
  } finally {
    bridge.end();
  }
}

export async function testS3(value: unknown): Promise<string | undefined> {
  const parsed = parseS3Settings(value);
  if ('wrong' in parsed) return parsed.wrong;
  return tried((bridge) => bridge.call((api) => api.s3Test(parsed), { deadlineMs: TEST_DEADLINE_MS }));
}

export async function testWebDav(value: unknown): Promise<string | undefined> {
  const parsed = parseWebDavSettings(value);
  if ('wrong' in parsed) return parsed.wrong;
  return tried((bridge) => bridge.call((api) => api.webdavTest(parsed), { deadlineMs: TEST_DEADLINE_MS }));
}

/** The rule that a bucket needs so that this page may use it (Amazon S3, "CORS configuration"). */
export function corsRule(): string {
  const rule = {
    AllowedOrigins: [location.origin],
    AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag', 'Content-Range', 'Content-Disposition'],
    MaxAgeSeconds: 3600,
  };
  return JSON.stringify([rule], null, 2);
}

function configured<T>(settings: T | null | undefined): T {
  if (!settings) throw new AppError('carrier-unset');
  return settings;
}

/** A way of sending that puts the package into a storage of the user's. */
export type StorageCarrier = 's3' | 'webdav';

/**
 * Puts a package into the user's storage, under a name that nobody guesses. What came of it where that failed, or was
 * cancelled, is taken away: nobody would know of it.
 */
export async function putInStorage(
  carrier: StorageCarrier,
  file: Blob,
  { id, expiresAt, signal }: { id: ShareId; expiresAt: number; signal: AbortSignal },
): Promise<StoredObject & { place: StoragePlace }> {
  await watchCarriers();
  const bridge = startCarriers();
  const name = `${id}-${crypto.randomUUID()}.zip.age`;
  let over: Promise<void> = Promise.resolve();
  const put = (work: (api: Remote<CarriersApi>) => Promise<void>) => {
    signal.throwIfAborted();
    over = bridge.call(work, { deadlineMs: deadlineFor(file.size, SLOWEST_LINE) });
    return orCancelled(over, signal, () => bridge.call((api) => api.stopPutting(), { deadlineMs: TEST_DEADLINE_MS }));
  };
  try {
    if (carrier === 'webdav') {
      const folder = configured(webdavSettings.peek());
      await put((api) => api.webdavPut(folder, name, file));
      return { object: name, url: readAddressOf(folder, name), place: { type: 'webdav', folder: folder.folder } };
    }
    const bucket = configured(s3Settings.peek());
    const object = `satchel/${name}`;
    const url = await bridge.call((api) => api.s3Address(bucket, object, (expiresAt - Date.now()) / 1000));
    await put((api) => api.s3Put(bucket, object, file));
    const { endpoint, region, bucket: named } = bucket;
    return { object, url, place: { type: 's3', endpoint, region, bucket: named } };
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
 * @throws AppError: why it may still be fetched
 */
export async function removeFromStorage(stored: StoredObject): Promise<void> {
  await watchCarriers();
  const bridge = startCarriers();
  try {
    await bridge.call(removal(stored), { deadlineMs: TEST_DEADLINE_MS });
    const { url } = stored;
    const there = url !== '' && (await bridge.call((api) => api.stillThere(url), { deadlineMs: TEST_DEADLINE_MS }));
    if (there) throw new AppError('carrier-still-there');
  } finally {
    bridge.end();
  }
}

/** What deletes it, with the settings that are kept now. @throws AppError "carrier-moved" where they are another storage's */
function removal(stored: StoredObject): (api: Remote<CarriersApi>) => Promise<void> {
  const { place, object } = stored;
  const bucket = s3Settings.peek();
  const folder = webdavSettings.peek();
  if (bucket && place?.type !== 'webdav') {
    const { endpoint, region, bucket: named } = bucket;
    const address = objectUrl(bucket, object).href;
    if (sameStorage(stored, { type: 's3', endpoint, region, bucket: named }, address)) {
      const there = { ...bucket, ...(place ? { region: place.region, bucket: place.bucket } : {}) };
      return (api) => api.s3Remove(there, object);
    }
  }
  if (folder && place?.type !== 's3') {
    if (sameStorage(stored, { type: 'webdav', folder: folder.folder }, readAddressOf(folder, object))) {
      const there = { ...folder, ...(place ? { folder: place.folder } : {}) };
      return (api) => api.webdavRemove(there, object);
    }
  }
  throw new AppError('carrier-moved');
}

/** Why a way of sending cannot be used now; undefined where it can. */
export function cannotSend(carrier: CarrierId): string | undefined {
  if (carrier === 'live' && !capabilities.peers)
    return 'This browser cannot connect to another one directly (no WebRTC).';
  const unset =
    (carrier === 's3' && s3Settings.value === null) || (carrier === 'webdav' && webdavSettings.value === null);
  return unset ? 'Set up your storage in Settings → Carriers first.' : undefined;
}

const MOST_SIGNED_DAYS = 7;

/** How far away the end of a share may be, and why; undefined where any day will do. */
export function mostDays(carrier: CarrierId): { days: number; reason: string } | undefined {
  if (carrier !== 's3' || s3Settings.value?.publicRead !== false) return undefined;
  const reason = 'A signed link ends after 7 days at most. Where anybody may read the bucket it can live longer.';
  return { days: MOST_SIGNED_DAYS, reason };
}

export const isStorage = (carrier: string): carrier is StorageCarrier => carrier === 's3' || carrier === 'webdav';
