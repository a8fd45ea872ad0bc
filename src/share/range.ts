import { AppError } from '../domain/errors';
import type { ByteRange } from '../domain/object-store';

/** There is nothing behind the end of it (RFC 9110, §15.5.17). */
export const NOT_SATISFIABLE = 416;

/** RFC 9110, §14.2. The header cannot ask for no bytes at all: then it asks for one, which `bodyOf` leaves out. */
export function rangeHeader(range: ByteRange | undefined): Record<string, string> {
  return range ? { Range: `bytes=${range.from}-${Math.max(range.from, range.to - 1)}` } : {};
}

/**
 * What an answer holds of the bytes that were asked for. A storage may know nothing of ranges and send everything: that is cut.
 * @throws AppError "carrier-cors" where the connection broke; AbortError
 */
export async function bodyOf(answer: Response, range?: ByteRange, signal?: AbortSignal): Promise<Blob> {
  const body = await answer.blob().catch((cause: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new AppError('carrier-cors', { cause });
  });
  if (answer.status === NOT_SATISFIABLE) return new Blob([]);
  if (!range) return body;
  return answer.status === 206 ? body.slice(0, range.to - range.from) : body.slice(range.from, range.to);
}
