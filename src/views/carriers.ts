import { signal } from '@preact/signals';
import { AppError, codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { startCarriers } from '../jobs/carriers';
import { getCarrier, putCarrier, removeCarrier } from '../library/carriers';
import { onChange } from '../library/changes';
import { parseS3Settings, type S3Settings } from '../share/s3/settings';
import { library } from './library';

const S3 = 's3';

/** The user's bucket; null where none is set up, undefined until it is read. */
export const s3Settings = signal<S3Settings | null | undefined>(undefined);

let watching = false;

export async function watchCarriers(): Promise<void> {
  if (watching) return;
  watching = true;
  const read = async () => {
    const parsed = parseS3Settings(await getCarrier(library(), S3));
    s3Settings.value = 'wrong' in parsed ? null : parsed;
  };
  onChange((changed) => {
    if (changed.carriers) void read();
  });
  await read();
}

/** @returns what is wrong; undefined where they were kept */
export async function saveS3(value: unknown): Promise<string | undefined> {
  const parsed = parseS3Settings(value);
  if ('wrong' in parsed) return parsed.wrong;
  await putCarrier(library(), S3, parsed);
  s3Settings.value = parsed;
  return undefined;
}

export async function forgetS3(): Promise<void> {
  await removeCarrier(library(), S3);
  s3Settings.value = null;
}

/** Tries what sharing needs. @returns what is wrong, in words; undefined where all is well */
export async function testS3(value: unknown): Promise<string | undefined> {
  const parsed = parseS3Settings(value);
  if ('wrong' in parsed) return parsed.wrong;
  const bridge = startCarriers();
  try {
    await bridge.call((api) => api.s3Test(parsed), { deadlineMs: 60_000 });
    return undefined;
  } catch (error) {
    return describeError(codeOf(error));
  } finally {
    bridge.end();
  }
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

function configured(): S3Settings {
  const settings = s3Settings.peek();
  if (!settings) throw new AppError('carrier-name');
  return settings;
}

/** Puts a package into the user's bucket, under a name that nobody guesses. */
export async function putInStorage(
  file: Blob,
  id: ShareId,
  expiresAt: number,
  signal: AbortSignal,
): Promise<{ object: string; url: string }> {
  await watchCarriers();
  const settings = configured();
  const object = `satchel/${id}-${crypto.randomUUID()}.zip.age`;
  const bridge = startCarriers();
  try {
    const { proxy } = await import('comlink');
    await bridge.call(
      (api) =>
        api.s3Put(
          settings,
          object,
          file,
          proxy(() => {}),
        ),
      { signal },
    );
    const url = await bridge.call((api) => api.s3Address(settings, object, (expiresAt - Date.now()) / 1000));
    return { object, url };
  } finally {
    bridge.end();
  }
}

export async function removeFromStorage(object: string): Promise<void> {
  await watchCarriers();
  const settings = configured();
  const bridge = startCarriers();
  try {
    await bridge.call((api) => api.s3Remove(settings, object), { deadlineMs: 60_000 });
  } finally {
    bridge.end();
  }
}
