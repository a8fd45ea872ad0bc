/** A segment of a JPEG: where it begins (at its marker), where its contents do, and where it ends. */
interface Segment {
  marker: number;
  start: number;
  contents: number;
  end: number;
}

const START_OF_SCAN = 0xda;
export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP13 = 0xed;

export function isJpeg(file: Uint8Array): boolean {
  return file[0] === 0xff && file[1] === 0xd8;
}

/** The segments before the picture's data (ITU-T T.81, B.1.1). */
export function* jpegSegments(file: Uint8Array): Generator<Segment> {
  if (!isJpeg(file)) return;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    if (marker === START_OF_SCAN) return;
    // Fill bytes may stand before a marker (B.1.1.2).
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    if (length < 2) return;
    const end = at + 2 + length;
    yield { marker, start: at, contents: at + 4, end };
    at = end;
  }
}

/** Whether the contents of a segment begin with a name. */
export function beginsWith(bytes: Uint8Array, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false;
  return true;
}
