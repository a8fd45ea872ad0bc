import type Vips from 'wasm-vips';
import { AppError, type ErrorCode } from '../../domain/errors';
import { type Declared, readDeclared } from './declared';
import { jpegShrink } from './jpeg-shrink';
import { AS_IT_IS, readingOf } from './reading';

/**
 * The most pixels a picture may have: 500 million, about ten times the largest camera's. Decoding is streamed, so
 * memory is not the limit; a bomb of a hundred kilobytes that decodes for minutes is what this stops.
 */
export const MAX_PIXELS = 500_000_000;

type OpenOptions = Parameters<typeof Vips.Image.newFromBuffer>[2];
type ThumbnailOptions = Parameters<typeof Vips.Image.thumbnailBuffer>[2];

/** A picture's bytes, given to libvips once and opened as often as it takes. */
export interface Input {
  /** Drawn rather than made of pixels. */
  readonly vector: boolean;
  open(options: OpenOptions): Vips.Image;
  /** Decodes no more than a size needs (shrink-on-load). What ends early throws, unless it is to be taken as it is. */
  thumbnail(width: number, options: ThumbnailOptions, evenIfCut?: boolean): Vips.Image;
  /** The ICC profile of sRGB that libvips brings. */
  srgbProfile(): Uint8Array;
  /** What the first bytes say, where libvips does not say so itself. */
  readonly declared: Declared;
  /** Why it cannot be shown, where libvips would show something else without a word. */
  readonly unread: ErrorCode | null;
}

/**
 * libvips' loader for SVG (resvg) reads whole buffers only; the others share one copy as a source.
 * @param wide whether colours beyond sRGB are wanted, where a file has them by its code points
 */
export function inputOf(vips: typeof Vips, bytes: ArrayBuffer, { vector = false, wide = false } = {}): Input {
  const { unread, adapt } = vector ? AS_IT_IS : readingOf(vips, bytes, wide);
  const common = { vector, declared: readDeclared(bytes), unread, srgbProfile: () => srgbProfile(vips) };
  if (vector) {
    return {
      ...common,
      open: (options) => vips.Image.newFromBuffer(bytes, '', options),
      thumbnail: (width, options) => vips.Image.thumbnailBuffer(bytes, width, options),
    };
  }
  const source = vips.Source.newFromMemory(bytes);
  let opened: Vips.Image | undefined;
  const meant = (open: (loader: string) => Vips.Image, options: readonly string[] = []) => {
    const again = () => open(`[${options}]`);
    return adapt ? adapt(again) : again();
  };
  const header = () => (opened ??= vips.Image.newFromSource(source, '', { access: 'sequential' }));
  return {
    ...common,
    open: (options) => meant((loader) => vips.Image.newFromSource(source, loader, options)),
    thumbnail: (width, options, evenIfCut = false) => {
      // The option of the same name does not reach the loaders; without it they paint what is missing grey or black.
      const strict = evenIfCut ? [] : ['fail_on=truncated'];
      if (adapt) {
        const access = 'sequential';
        return meant((loader) => vips.Image.newFromSource(source, loader, { access }), strict).thumbnailImage(
          width,
          options,
        );
      }
      const longEdge = Math.max(width, options?.height ?? width);
      const shrink = common.declared.jpeg ? jpegShrink(header(), longEdge) : 1;
      if (shrink === 1) return vips.Image.thumbnailSource(source, width, { ...options, option_string: `[${strict}]` });
      const loader = `[${[`shrink=${shrink}`, ...strict]}]`;
      return vips.Image.newFromSource(source, loader, { access: 'sequential' }).thumbnailImage(width, options);
    },
  };
}

let srgb: Uint8Array | undefined;

/** libvips hands out its own profile only with a picture that was converted to it. */
function srgbProfile(vips: typeof Vips): Uint8Array {
  if (!srgb) {
    const dot = vips.Image.black(1, 1, { bands: 3 }).copy({ interpretation: 'srgb' });
    srgb = dot.iccTransform('srgb', { input_profile: 'srgb' }).getBlob('icc-profile-data').slice();
  }
  return srgb;
}

/**
 * Opens a picture's header, decoding nothing yet.
 * @throws AppError "too-many-pixels", "ends-early", "damaged"
 */
export function openHeader(input: Input): Vips.Image {
  if (input.declared.pixels > MAX_PIXELS) throw new AppError('too-many-pixels');
  let image: Vips.Image;
  try {
    image = input.open({ access: 'sequential' });
  } catch (error) {
    const reason = toAppError(error);
    if (reason.code !== 'damaged') throw reason;
    throw input.declared.cut ? new AppError('ends-early', { cause: reason }) : new AppError(input.unread ?? 'damaged');
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
