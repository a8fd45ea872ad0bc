import type Vips from 'wasm-vips';
import type { ExportProfile, FormatId } from '../domain/profile';
import { encodeAvif } from './avif/encode';
import { encodeGif } from './gif/encode';
import { encodeJpeg } from './jpeg/encode';
import { encodeJxl } from './jxl/encode';
import { encodePng } from './png/encode';
import { encodeTiff } from './tiff/encode';
import { encodeWebp } from './webp/encode';

/** What an encoder needs besides the picture: libvips' `keep` flags are worked out by the caller. */
interface EncodeOptions extends Pick<ExportProfile, 'quality' | 'lossless' | 'effort'> {
  /** Which kinds of metadata stay, as libvips names them joined by "|"; "none" for none. */
  keep: string;
}

export type Encode = (image: Vips.Image, options: EncodeOptions) => Uint8Array;

/** An encoder for every format; all of them run in the image worker. */
export const ENCODERS = {
  jpeg: encodeJpeg,
  png: encodePng,
  webp: encodeWebp,
  avif: encodeAvif,
  jxl: encodeJxl,
  tiff: encodeTiff,
  gif: encodeGif,
} satisfies Record<FormatId, Encode>;
