import type Vips from 'wasm-vips';
import { AppError } from '../../domain/errors';
import type { Decoder } from '../decoder';

/**
 * The most pixels a picture may have: 500 million, about ten times the largest camera's. Decoding is streamed, so
 * memory is not the limit; a bomb of a hundred kilobytes that decodes for minutes is what this stops.
 */
const MAX_PIXELS = 500_000_000;

/**
 * Opens a picture's header, decoding nothing yet.
 * @throws AppError "too-many-pixels", "ends-early", "damaged"
 */
export function openHeader(decoder: Decoder): Vips.Image {
  if (decoder.declared.pixels > MAX_PIXELS) throw new AppError('too-many-pixels');
  let image: Vips.Image;
  try {
    image = decoder.open({ access: 'sequential' });
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code !== 'damaged') throw reason;
    throw decoder.declared.cut
      ? new AppError('ends-early', { cause: reason })
      : new AppError(decoder.unread ?? 'damaged');
  }
  if (image.width * image.height > MAX_PIXELS) throw new AppError('too-many-pixels');
  return image;
}

/** Runs libvips and turns what it throws into an AppError with libvips' words as its detail. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toAppError(error);
  }
}

const ENDS_EARLY =
  /truncat|premature|out of order read|unexpected end|end of (?:file|stream|data|input)|eof|too short|not enough data|missing data|read error|no eoi/i;

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const words = vipsWords(error);
  if (/too many pixels|bad dimensions|dimensions too large|exceeds? (?:the )?(?:limit|maximum)/i.test(words)) {
    return new AppError('too-many-pixels', { detail: words });
  }
  if (ENDS_EARLY.test(words)) {
    return new AppError('ends-early', { detail: words });
  }
  if (/out of memory|bad_alloc|memory allocation|cannot enlarge/i.test(words)) {
    return new AppError('out-of-memory', { detail: words });
  }
  return new AppError('damaged', { detail: words });
}

/** wasm-vips throws WebAssembly exceptions whose message is the pair [type, text]. */
function vipsWords(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return Array.isArray(error.message) ? error.message.join(': ') : String(error.message);
}
