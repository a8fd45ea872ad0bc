import { type Facts, NO_FACTS } from '../domain/asset';
import { AppError } from '../domain/errors';
import { PREVIEW_SIZES } from '../domain/preview';
import type { ExportProfile } from '../domain/profile';
import { FORMATS } from '../formats';
import type { Inspection, Preview } from '../media/engine/inspect';

/**
 * The browser's own decoders and canvas, for where libvips cannot run. What they cannot do is said, never faked: a
 * browser that cannot encode a type answers with PNG instead of an error (Safari and WebP).
 */

const PREVIEW_QUALITY = 0.8;

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    // Not the file's fault: where the engine runs it may be opened.
    throw new AppError('not-isolated', { cause });
  }
}

function draw(picture: ImageBitmap, longEdge: number, background: string | null): OffscreenCanvas {
  const scale = Math.min(1, longEdge / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new AppError('out-of-memory');
  if (background) {
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

export async function inspectOnCanvas(file: Blob): Promise<Inspection> {
  const picture = await decode(file);
  const hasAlpha = file.type === 'image/png' || file.type === 'image/webp' || file.type === 'image/avif';
  const type = hasAlpha ? 'image/png' : 'image/jpeg';
  const previews: Preview[] = [];
  for (const size of PREVIEW_SIZES) {
    const blob = await draw(picture, size, null).convertToBlob({ type, quality: PREVIEW_QUALITY });
    previews.push({ size, type: blob.type, bytes: await blob.arrayBuffer() });
  }
  const facts: Facts = { ...NO_FACTS, width: picture.width, height: picture.height, hasAlpha };
  picture.close();
  return { facts, previews, failure: null };
}

/** Whether a 1 × 1 test really comes back as the type; asked once for each. */
const encodes = new Map<string, Promise<boolean>>();

function canEncode(mime: string): Promise<boolean> {
  let answer = encodes.get(mime);
  if (!answer) {
    const dot = new OffscreenCanvas(1, 1);
    dot.getContext('2d');
    answer = dot.convertToBlob({ type: mime }).then(
      (blob) => blob.type === mime,
      () => false,
    );
    encodes.set(mime, answer);
  }
  return answer;
}

interface MadeOnCanvas {
  file: Blob;
  width: number;
  height: number;
  /** The original, upright. */
  upright: { width: number; height: number };
}

/** A canvas keeps no profile but sRGB: only profiles that ask for no more are made. It keeps no metadata either. */
export async function convertOnCanvas(file: Blob, profile: ExportProfile, facts: Facts): Promise<MadeOnCanvas> {
  const { mime, alpha } = FORMATS[profile.format];
  if (profile.size.type !== 'long-edge' || profile.colour.space !== 'srgb' || !(await canEncode(mime))) {
    throw new AppError('not-isolated');
  }
  const picture = await decode(file);
  const upright = { width: picture.width, height: picture.height };
  const background = facts.hasAlpha && !alpha ? profile.background : null;
  const canvas = draw(picture, profile.size.pixels, background);
  picture.close();
  const { width, height } = canvas;
  return { file: await canvas.convertToBlob({ type: mime, quality: profile.quality / 100 }), width, height, upright };
}
