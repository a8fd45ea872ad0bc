/**
 * How many pixels the pictures inside a drawing have, told from their first bytes: a browser unpacks them all, and a bomb of a
 * hundred kilobytes would take the page with it.
 * @param text the drawing
 * @returns without end where something inside is no picture of a known kind, or does not tell
 */
export function inlaidPixels(text: string): number {
  let pixels = 0;
  for (const { index } of text.matchAll(/data:/gi)) {
    const start = text.slice(index, index + 100);
    if (FONT.test(start)) continue;
    const type = PICTURE.exec(start);
    pixels += type ? pixelsOf(firstBytes(text, index + type[0].length)) : Number.POSITIVE_INFINITY;
  }
  return pixels;
}

const FONT = /^data:(?:font|application\/(?:x-)?font)/i;
const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;
const MOST_HEAD = 200_000;
/** What stands between the letters of base64: blanks, and line ends as XML writes them. */
const BETWEEN = /\s+|&#(?:10|13|xa|xd);/gi;

function firstBytes(text: string, from: number): Uint8Array {
  const letters = /^[A-Za-z0-9+/]*/.exec(text.slice(from, from + MOST_HEAD).replace(BETWEEN, ''))?.[0] ?? '';
  const whole = atob(letters.slice(0, letters.length - (letters.length % 4)));
  return Uint8Array.from(whole, (char) => char.charCodeAt(0));
}

function pixelsOf(head: Uint8Array): number {
  const view = new DataView(head.buffer);
  try {
    if (view.getUint32(0) === PNG) return view.getUint32(16) * view.getUint32(20);
    if (view.getUint32(0) === GIF8) return view.getUint16(6, true) * view.getUint16(8, true);
    if (view.getUint32(0) === RIFF) return webpPixels(view);
    if (view.getUint16(0) === SOI) return jpegPixels(view);
  } catch {
    // Too short to tell.
  }
  return Number.POSITIVE_INFINITY;
}

const PNG = 0x8950_4e47;
const GIF8 = 0x4749_4638;
const RIFF = 0x5249_4646;
const SOI = 0xffd8;
const VP8X = 0x5650_3858;
const VP8L = 0x5650_384c;

/** WebP container specification: the canvas, or the frame where there is one alone (RFC 9649, §2.5 to 2.7). */
function webpPixels(view: DataView): number {
  const chunk = view.getUint32(12);
  if (chunk === VP8X) return ((view.getUint32(24, true) & 0xffffff) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
  if (chunk === VP8L) {
    const bits = view.getUint32(21, true);
    return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1);
  }
  return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
}

/** ITU-T T.81, annex B: the frame header, which is a SOF of any kind. */
function jpegPixels(view: DataView): number {
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    if (marker >>> 8 !== 0xff) break;
  }
  return Number.POSITIVE_INFINITY;
}
