import type { Facts } from '../domain/asset';
import { codeOf } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import type { ProfileSize } from '../domain/profile';
import { deadlineFor } from './deadline';
import { type Drawn, drawSvg, missingFonts } from './drawing';
import { hashers } from './pools';
import { provenBuffer } from './proven-buffer';

interface Asked {
  mime: string;
  hash: BlobHash | undefined;
  size: ProfileSize;
}

interface DrawnByBrowser {
  drawn: (Drawn & { standIns: string[] }) | null;
  /** What the picture engine does not draw of it, as facts. */
  leftOut: Partial<Facts>;
}

/**
 * An SVG as this browser draws it, with text and all of CSS; not drawn where it may not (see `readDrawing`) or cannot: resvg
 * then draws what it can of it, which is no text. Files of other types are never drawn so.
 * @throws AppError "stored-damaged", "too-many-pixels", "out-of-memory", "too-slow"
 */
export async function drawnByBrowser(file: Blob, { mime, hash, size }: Asked): Promise<DrawnByBrowser> {
  if (mime !== 'image/svg+xml') return { drawn: null, leftOut: {} };
  const { mayBeDrawn, text, families } = await hashers
    .run({ run: (api) => api.drawing(file), deadlineMs: deadlineFor(file.size) })
    .catch(() => ({ mayBeDrawn: false, text: false, families: [] }));
  const standIns = missingFonts(families);
  const notDrawn = { drawn: null, leftOut: text ? { withoutText: true, standIns } : {} };
  if (!mayBeDrawn) return notDrawn;
  try {
    return { drawn: { ...(await drawSvg(await provenBuffer(file, hash), size)), standIns }, leftOut: {} };
  } catch (error) {
    if (codeOf(error) !== 'damaged') throw error;
    return notDrawn;
  }
}
