import type { CodePoints } from './code-points';

const SIGNATURE = [0x8950_4e47, 0x0d0a_1a0a];
const CICP = 0x6349_4350;
const CLLI = 0x634c_4c49;
const IDAT = 0x4944_4154;
const MOST_CHUNKS = 1000;

/** PNG 3rd edition, §11.3.2.6 and 11.3.2.8: the code points of a picture, before its pixels; they come before a profile. */
export function readPngCodePoints(bytes: ArrayBuffer): CodePoints | null {
  const view = new DataView(bytes);
  if (bytes.byteLength < 16 || view.getUint32(0) !== SIGNATURE[0] || view.getUint32(4) !== SIGNATURE[1]) return null;
  let points: CodePoints | null = null;
  let brightest = 0;
  for (let at = 8, i = 0; at + 12 <= bytes.byteLength && i < MOST_CHUNKS; i++) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (type === IDAT || at + 12 + length > bytes.byteLength) break;
    if (type === CICP && length === 4) {
      points = { primaries: view.getUint8(at + 8), transfer: view.getUint8(at + 9), brightest: 0 };
    }
    // In ten-thousandths of cd/m².
    if (type === CLLI && length === 8) brightest = view.getUint32(at + 8) / 10_000;
    at += 12 + length;
  }
  return points && { ...points, brightest };
}
