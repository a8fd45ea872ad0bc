import type Vips from 'wasm-vips';
import type { Facts } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';

type OpenOptions = Parameters<typeof Vips.Image.newFromBuffer>[2];
type ThumbnailOptions = Parameters<typeof Vips.Image.thumbnailBuffer>[2];

/** What a file's first bytes say of the whole. */
export interface Declared {
  /** Pixels of the canvas; 0 where it is not told here. */
  pixels: number;
  /** Whether the file is shorter than it says. */
  cut: boolean;
}

/** A file whose bytes were given to libvips once, and that is opened as often as it takes. */
export interface Decoder {
  /** Drawn rather than made of pixels: it has no size of its own that could be too small. */
  readonly drawn: boolean;
  open(options: OpenOptions): Vips.Image;
  /** Decodes no more than a size needs (shrink-on-load). What ends early throws, unless it is to be taken as it is. */
  thumbnail(width: number, options: ThumbnailOptions, evenIfCut?: boolean): Vips.Image;
  /** What its header says. @param header freshly opened, not yet rotated */
  facts(header: Vips.Image): Facts;
  /** The ICC profile of sRGB that libvips brings. */
  srgbProfile(): Uint8Array;
  /** Where libvips does not say so itself. */
  readonly declared: Declared;
  /** Why it cannot be shown, where libvips would show something else without a word. */
  readonly unread: ErrorCode | null;
}

interface DecodeOptions {
  /** Whether colours beyond sRGB are wanted, where a file has them by its code points. */
  wide: boolean;
}

/**
 * How a family's files are given to the picture engine. One that libvips cannot decode may load what can, and is waited for: a
 * worker does one thing at a time.
 */
export type Decode = (vips: typeof Vips, bytes: ArrayBuffer, options: DecodeOptions) => Decoder | Promise<Decoder>;
