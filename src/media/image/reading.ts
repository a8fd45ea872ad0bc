import type Vips from 'wasm-vips';
import type { ErrorCode } from '../../domain/errors';
import { readTiffForm, unreadTiff } from './tiff-form';
import { hasUnusualSamples, prepareTiff, usualSamples } from './tiff-samples';

/** What a file needs besides what libvips does by itself. */
export interface Reading {
  /** Why it cannot be shown, where libvips would show something else without a word. */
  unread: ErrorCode | null;
  /**
   * Makes the picture that is meant of what libvips gives.
   * @param open opens it anew, for each time that it is read
   */
  adapt: ((open: () => Vips.Image) => Vips.Image) | null;
}

export const AS_IT_IS: Reading = { unread: null, adapt: null };

/** @param bytes the whole file; a value in it may be changed so that libvips takes it */
export function readingOf(bytes: ArrayBuffer): Reading {
  const tiff = readTiffForm(bytes);
  if (!tiff) return AS_IT_IS;
  const unread = unreadTiff(tiff);
  if (unread || !hasUnusualSamples(tiff)) return { unread, adapt: null };
  prepareTiff(bytes, tiff);
  return { unread, adapt: (open) => usualSamples(open, tiff) };
}
