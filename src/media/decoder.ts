import type Vips from 'wasm-vips';
import type { Facts } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';
import type { Declared } from './image/declared';

type OpenOptions = Parameters<typeof Vips.Image.newFromBuffer>[2];
type ThumbnailOptions = Parameters<typeof Vips.Image.thumbnailBuffer>[2];

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
  /** What the first bytes say, where libvips does not say so itself. */
  readonly declared: Declared;
  /** Why it cannot be shown, where libvips would show something else without a word. */
  readonly unread: ErrorCode | null;
}

interface DecodeOptions {
  /** Whether colours beyond sRGB are wanted, where a file has them by its code points. */
  wide: boolean;
}

/** How a family's files are given to the picture engine. */
export type Decode = (vips: typeof Vips, bytes: ArrayBuffer, options: DecodeOptions) => Decoder;
