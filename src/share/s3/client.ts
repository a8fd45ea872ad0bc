import { AwsClient } from 'aws4fetch';
import { AppError, type ErrorCode } from '../../domain/errors';
import { bodyOf } from '../range';
import { xmlElements } from '../xml';
import { objectUrl } from './address';
import type { S3Settings } from './settings';

/** Amazon S3's own limit for addresses that are signed beforehand (Signature Version 4, query parameters). */
const MOST_SIGNED_SECONDS = 7 * 24 * 60 * 60;
const MIB = 1024 * 1024;
/** S3 takes at most 10,000 parts, each but the last at least 5 MiB. */
const LEAST_PART = 8 * MIB;
const MOST_PARTS = 9000;
const UNSIGNED = { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
const RETRIES = 3;

interface Options {
  signal?: AbortSignal;
  /** Gets every answer, whatever it says. */
  heard?: (answer: Response) => void;
}

interface Asked extends Options, Omit<RequestInit, 'headers' | 'signal'> {
  headers?: Record<string, string>;
  /** What is no failure besides 200 to 299. */
  fine?: readonly number[];
}

const client = ({ accessKeyId, secretAccessKey, region }: S3Settings) =>
  new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });

/**
 * Puts a file into the bucket: in one piece, or by parts where it is large. What was begun and not finished is taken away.
 * @throws AppError: what is wrong, in the storage's own terms; AbortError
 */
export async function putObject(settings: S3Settings, key: string, file: Blob, options: Options = {}): Promise<void> {
  if (file.size <= LEAST_PART) {
    await send(settings, objectUrl(settings, key), { method: 'PUT', body: file, ...options });
    return;
  }
  const begun = await send(settings, withQuery(objectUrl(settings, key), { uploads: '' }), {
    method: 'POST',
    ...options,
  });
  const uploadId = textOf(await begun.text(), 'InitiateMultipartUploadResult/UploadId');
  if (!uploadId) throw new AppError('carrier-failed');
  try {
    await putParts(settings, key, { file, uploadId, options });
  } catch (error) {
    const url = withQuery(objectUrl(settings, key), { uploadId });
    await send(settings, url, { method: 'DELETE' }).catch(() => {});
    throw error;
  }
}

interface Parts {
  file: Blob;
  uploadId: string;
  options: Options;
}

async function putParts(settings: S3Settings, key: string, { file, uploadId, options }: Parts): Promise<void> {
  const size = Math.max(LEAST_PART, Math.ceil(file.size / MOST_PARTS));
  const tags: string[] = [];
  for (let at = 0; at < file.size; at += size) {
    options.signal?.throwIfAborted();
    const url = withQuery(objectUrl(settings, key), { partNumber: String(tags.length + 1), uploadId });
    const body = file.slice(at, at + size);
    const response = await send(settings, url, { method: 'PUT', body, ...options });
    const tag = response.headers.get('ETag');
    // The storage has it; the browser may not see it.
    if (!tag) throw new AppError('carrier-cors', { detail: 'ETag is not exposed' });
    tags.push(tag);
  }
  const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('');
  const url = withQuery(objectUrl(settings, key), { uploadId });
  const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
  const done = await send(settings, url, { method: 'POST', body, ...options });
  // S3 may answer 200 and say in the body that it failed (CompleteMultipartUpload).
  if (/<Error>/.test(await done.text())) throw new AppError('carrier-failed');
}

/** Takes an object away; one that is not there is away already. */
export async function removeObject(settings: S3Settings, key: string, options: Options = {}): Promise<void> {
  await ifThere(send(settings, objectUrl(settings, key), { method: 'DELETE', ...options }));
}

/** @returns null where the storage said that it has no such object (Amazon S3 itself says nothing of it where one is deleted) */
export async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.message === NO_SUCH_OBJECT) return null;
    throw error;
  }
}

/**
 * An address from which anybody can read an object: signed for so many seconds, or plain where the bucket lets anybody read.
 * @param seconds at most MOST_SIGNED_SECONDS
 */
export async function readAddress(settings: S3Settings, key: string, seconds: number): Promise<string> {
  const url = objectUrl(settings, key);
  if (settings.publicRead) return url.href;
  url.searchParams.set('X-Amz-Expires', String(Math.max(1, Math.min(MOST_SIGNED_SECONDS, Math.floor(seconds)))));
  const signed = await client(settings).sign(url, { method: 'GET', aws: { signQuery: true } });
  return signed.url;
}

/** Tries all that sharing needs. @throws AppError: the first thing that is wrong */
export async function testBucket(settings: S3Settings): Promise<void> {
  const key = `satchel-test-${crypto.randomUUID()}`;
  await putObject(settings, key, new Blob(['test']));
  try {
    const address = await readAddress(settings, key, 60);
    const response = await fetch(address, { headers: { Range: 'bytes=1-2' } }).catch((cause: unknown) => {
      throw new AppError('carrier-cors', { cause });
    });
    if (!response.ok) throw new AppError(response.status === 403 ? 'carrier-denied' : 'carrier-failed');
    if (response.status === 206 && !response.headers.get('Content-Range')) throw new AppError('carrier-cors');
  } finally {
    await removeObject(settings, key);
  }
}

function withQuery(url: URL, query: Record<string, string>): URL {
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function textOf(xml: string, path: string): string | undefined {
  for (const element of xmlElements(xml)) if (element.path === path) return element.text;
  return undefined;
}

/** @throws AppError: what is wrong, in the storage's own terms; AbortError */
export async function send(settings: S3Settings, url: URL, asked: Asked): Promise<Response> {
  const { heard, fine, headers, ...init } = asked;
  const response = await client(settings)
    .fetch(url, { ...init, headers: { ...UNSIGNED, ...headers } })
    .catch((cause: unknown) => {
      if (init.signal?.aborted) throw init.signal.reason;
      // A browser does not say more: no answer, or one that CORS hides.
      throw new AppError('carrier-cors', { cause });
    });
  heard?.(response);
  if (response.ok || fine?.includes(response.status)) return response;
  const body = await (await bodyOf(response, undefined, init.signal)).text();
  const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? '';
  throw new AppError(problemOf(response.status, code), { detail: code });
}

const NO_SUCH_OBJECT = 'NoSuchKey';

/** Amazon S3 API reference, "Error responses". */
function problemOf(status: number, code: string): ErrorCode {
  if (code === 'RequestTimeTooSkewed') return 'carrier-clock';
  if (code === 'NoSuchBucket' || code === 'PermanentRedirect' || code === 'AuthorizationHeaderMalformed')
    return 'carrier-name';
  if (code === 'InvalidAccessKeyId' || code === 'SignatureDoesNotMatch') return 'carrier-key';
  if (status === 507 || code === 'QuotaExceeded' || code === 'XMinioStorageFull') return 'carrier-full';
  // It was put together already where the answer to that was lost.
  if (code === 'NoSuchUpload') return 'carrier-failed';
  if (status === 401 || status === 403) return 'carrier-denied';
  return status === 404 ? 'carrier-name' : 'carrier-failed';
}
