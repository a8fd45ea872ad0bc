import { AppError, type ErrorCode } from '../../domain/errors';
import { toBase64 } from '../../text/base64';
import { readAddressOf, urlOf } from './address';
import type { WebDavSettings } from './settings';

/** Basic authentication (RFC 7617), in UTF-8; nothing where the folder needs none. */
function headersOf({ user, password }: WebDavSettings): Record<string, string> {
  if (user === '' && password === '') return {};
  return { Authorization: `Basic ${toBase64(new TextEncoder().encode(`${user}:${password}`))}` };
}

/**
 * Puts a file into the folder (RFC 4918, §9.7). A blob as the body is read from the disk by the browser; a stream would fail in
 * Chromium over HTTP/1.1 and store rubbish in Firefox.
 * @throws AppError: what is wrong, in words; AbortError
 */
export async function putFile(settings: WebDavSettings, name: string, file: Blob, signal?: AbortSignal): Promise<void> {
  await send(settings, urlOf(settings.folder, name), { method: 'PUT', body: withoutType(file), signal });
}

/** Without a type: a header of its own would be one more that the server has to let through. */
export const withoutType = (file: Blob) => file.slice(0, file.size, '');

/** Takes a file away; one that is not there is away already. */
export async function removeFile(settings: WebDavSettings, name: string): Promise<void> {
  await send(settings, urlOf(settings.folder, name), { method: 'DELETE', fine: [404] });
}

/** Tries all that sharing needs: writing, reading as a stranger, deleting. @throws AppError: the first thing that is wrong */
export async function testFolder(settings: WebDavSettings): Promise<void> {
  const name = `satchel-test-${crypto.randomUUID()}.txt`;
  await putFile(settings, name, new Blob(['test']));
  try {
    const response = await fetch(readAddressOf(settings, name), { credentials: 'omit' }).catch((cause: unknown) => {
      throw new AppError('carrier-cors', { cause });
    });
    if (response.status === 401 || response.status === 403 || response.status === 404)
      throw new AppError('carrier-private');
    if (!response.ok || (await response.text()) !== 'test') throw new AppError('carrier-failed');
  } finally {
    await removeFile(settings, name);
  }
}

interface Asked extends Omit<RequestInit, 'headers' | 'signal' | 'credentials'> {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** What is no failure besides 200 to 299. */
  fine?: readonly number[];
  /** Gets every answer, whatever it says. */
  heard?: (answer: Response) => void;
}

/** @throws AppError: what is wrong, in words; AbortError */
export async function send(settings: WebDavSettings, url: string, asked: Asked): Promise<Response> {
  const { fine, heard, headers, ...init } = asked;
  const all = { ...headersOf(settings), ...headers };
  const response = await fetch(url, { ...init, headers: all, credentials: 'omit' }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw init.signal.reason;
    // A browser does not say more: no answer, or one that CORS hides. Nextcloud sends no CORS (server issue 3131).
    throw new AppError('carrier-cors', { cause });
  });
  heard?.(response);
  if (response.ok || fine?.includes(response.status)) return response;
  throw new AppError(problemOf(response.status));
}

/** RFC 4918, §11, and RFC 9110, §15. */
function problemOf(status: number): ErrorCode {
  if (status === 401) return 'carrier-key';
  if (status === 403 || status === 405 || status === 423) return 'carrier-denied';
  if (status === 404 || status === 409) return 'carrier-name';
  return status === 507 || status === 413 ? 'carrier-full' : 'carrier-failed';
}
