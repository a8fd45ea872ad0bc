import { AppError } from '../domain/errors';
import type { ProfileSize } from '../domain/profile';
import { createLimit } from './limit';

/** A drawing as the browser draws it, in pixels. */
export interface Drawn {
  /** PNG: without loss. */
  file: Blob;
  /** The size that the drawing gives itself. */
  width: number;
  height: number;
}

/** What browsers give a canvas everywhere. */
const MOST_SIDE = 16_384;
const MOST_PIXELS = 100_000_000;
const DEADLINE_MS = 20_000;

/** A canvas of a hundred million pixels is 400 MB. */
const oneAtATime = createLimit(1);

/**
 * Draws an SVG that `readDrawing` lets a browser draw. As a picture: no script in it runs and nothing is fetched (SVG 2, §2.2.1,
 * "secure static mode" and "secure animated mode"). A page can do that and a worker cannot.
 * @throws AppError "damaged", "too-many-pixels", "out-of-memory", "too-slow"
 */
export function drawSvg(bytes: ArrayBuffer, size: ProfileSize): Promise<Drawn> {
  return oneAtATime(async () => {
    const image = new Image();
    // From a blob's address the canvas could not be read where the drawing holds HTML; nothing else differs.
    image.src = await dataAddress(bytes);
    await decoded(image);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width === 0 || height === 0) throw new AppError('damaged');
    const [across, down] = targetOf(size, width, height);
    if (Math.max(across, down) > MOST_SIDE || across * down > MOST_PIXELS) throw new AppError('too-many-pixels');
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext('2d');
    if (!context) throw new AppError('out-of-memory');
    context.drawImage(image, 0, 0, across, down);
    return { file: await canvas.convertToBlob({ type: 'image/png' }), width, height };
  });
}

function dataAddress(bytes: ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new AppError('out-of-memory', { cause: reader.error }));
    reader.readAsDataURL(new Blob([bytes], { type: 'image/svg+xml' }));
  });
}

async function decoded(image: HTMLImageElement): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('too-slow')), DEADLINE_MS);
  });
  try {
    await Promise.race([image.decode(), late]);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('damaged', { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** A drawing fills its box: it has no pixels that could be enlarged. */
function targetOf(size: ProfileSize, width: number, height: number): [number, number] {
  const scaled = (factor: number): [number, number] => [
    Math.max(1, Math.round(width * factor)),
    Math.max(1, Math.round(height * factor)),
  ];
  switch (size.type) {
    case 'full':
      return scaled(1);
    case 'percent':
      return scaled(size.percent / 100);
    case 'long-edge':
      return scaled(size.pixels / Math.max(width, height));
    case 'box':
      return scaled(Math.min(size.width / width, size.height / height));
  }
}

const GENERIC =
  /^(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-\w+|math|emoji|inherit|initial|unset|var\(.*)$/i;
/** Letters of very different widths. */
const SAMPLE = 'mmmmWWiilljgÅ0149';

/** Which fonts this device does not have, so that another stands in. */
export function missingFonts(families: readonly string[]): string[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return [];
  const widthIn = (font: string) => {
    context.font = `64px ${font}`;
    return context.measureText(SAMPLE).width;
  };
  return families.filter((family) => {
    if (GENERIC.test(family)) return false;
    const name = JSON.stringify(family);
    return ['serif', 'sans-serif', 'monospace'].every((stand) => widthIn(`${name}, ${stand}`) === widthIn(stand));
  });
}
