import type Vips from 'wasm-vips';
import type { ErrorCode } from '../../domain/errors';
import { withoutSealedBoxes } from '../../metadata/containers/jxl/boxes';
import { inKnownColours } from './code-point-colours';
import { type CodePoints, isSrgb } from './code-points';
import { prepareHeif, readHeifBoxes } from './heif-boxes';
import { readPngCodePoints } from './png-code-points';
import { readTiffForm, unreadTiff } from './tiff-form';
import { hasUnusualSamples, prepareTiff, usualSamples } from './tiff-samples';

/** What a file needs besides what libvips does by itself. */
interface Reading {
  /** Why it cannot be shown, where libvips would show something else without a word, or call it damaged. */
  unread: ErrorCode | null;
  /**
   * Makes the picture that is meant of what libvips gives.
   * @param open opens it anew, for each time that it is read
   */
  adapt: ((open: () => Vips.Image) => Vips.Image) | null;
}

/**
 * @param bytes the whole file; a value in it may be changed so that libvips takes it
 * @param wide whether colours beyond sRGB are wanted
 */
export function readingOf(vips: typeof Vips, bytes: ArrayBuffer, wide: boolean): Reading {
  const tiff = readTiffForm(bytes);
  if (tiff) {
    const unread = unreadTiff(tiff);
    if (unread || !hasUnusualSamples(tiff)) return { unread, adapt: null };
    prepareTiff(bytes, tiff);
    return { unread, adapt: (open) => usualSamples(open, tiff) };
  }
  const heif = readHeifBoxes(bytes);
  const unread = heif?.sequenceOnly ? 'animation-only' : null;
  if (heif) prepareHeif(bytes);
  withoutSealedBoxes(bytes);
  return { unread, adapt: adaptColours(vips, heif ? heif.codePoints : readPngCodePoints(bytes), wide) };
}

function adaptColours(vips: typeof Vips, points: CodePoints | null, wide: boolean): Reading['adapt'] {
  if (!points || isSrgb(points)) return null;
  return (open) => {
    const image = open();
    return image.bands >= 3 ? inKnownColours(vips, image, points, wide) : image;
  };
}
