import { signal } from '@preact/signals';
import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { startCarriers } from '../jobs/carriers';
import { deadlineFor, SLOWEST_LINE } from '../jobs/deadline';
import { getCarrier, putCarrier, removeCarrier } from '../library/carriers';
import { onChange } from '../library/changes';
import { type LiveSettings, parseLiveSettings } from '../share/live/settings';
import { parseS3Settings, type S3Settings } from '../share/s3/settings';
import { readAddressOf } from '../share/webdav/client';
import { parseWebDavSettings, type WebDavSettings } from '../share/webdav/settings';
import { installation } from './installation';
import { library } from './library';

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
  await putCarrier(library(), id, parsed);
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
  if (!settings) throw new AppError('carrier-name');
  return settings;
}

/** A way of sending that puts the package into a storage of the user's. */
export type StorageCarrier = 's3' | 'webdav';

/** Puts a package into the user's storage, under a name that nobody guesses. */
export async function putInStorage(
  carrier: StorageCarrier,
  file: Blob,
  { id, expiresAt, signal }: { id: ShareId; expiresAt: number; signal: AbortSignal },
): Promise<{ object: string; url: string }> {
  await watchCarriers();
  const bridge = startCarriers();
  const name = `${id}-${crypto.randomUUID()}.zip.age`;
  const deadlineMs = deadlineFor(file.size, SLOWEST_LINE);
  try {
    if (carrier === 'webdav') {
      const folder = configured(webdavSettings.peek());
      await bridge.call((api) => api.webdavPut(folder, name, file), { signal, deadlineMs });
      return { object: name, url: readAddressOf(folder, name) };
    }
    const bucket = configured(s3Settings.peek());
    const object = `satchel/${name}`;
    const { proxy } = await import('comlink');
    await bridge.call(
      (api) =>
        api.s3Put(
          bucket,
          object,
          file,
          proxy(() => {}),
        ),
      { signal, deadlineMs },
    );
    const url = await bridge.call((api) => api.s3Address(bucket, object, (expiresAt - Date.now()) / 1000));
    return { object, url };
  } finally {
    bridge.end();
  }
}

/** Deletes a package from the user's storage. */
export async function removeFromStorage(carrier: StorageCarrier, object: string): Promise<void> {
  await watchCarriers();
  const bridge = startCarriers();
  try {
    const work =
      carrier === 's3'
        ? bridge.call((api) => api.s3Remove(configured(s3Settings.peek()), object), { deadlineMs: TEST_DEADLINE_MS })
        : bridge.call((api) => api.webdavRemove(configured(webdavSettings.peek()), object), {
            deadlineMs: TEST_DEADLINE_MS,
          });
    await work;
  } finally {
    bridge.end();
  }
}

export const isStorage = (carrier: string): carrier is StorageCarrier => carrier === 's3' || carrier === 'webdav';
