import { fourCC, joined, latin, uint32, viewOf } from '../bytes';

/** A box of ISO/IEC 14496-12, §4.2: where it begins, where its contents do, and where it ends. */
export interface Box {
  type: string;
  start: number;
  contents: number;
  end: number;
}

/** More than any picture has beside one another. */
const MOST_BOXES = 100_000;

/** Boxes that stand beside one another. A length of 1 has the real one in 64 bits behind the type, one of 0 goes to the end. */
export function* boxesOf(file: Uint8Array, from = 0, to = file.length): Generator<Box> {
  const view = viewOf(file);
  for (let at = from, i = 0; at + 8 <= to && i < MOST_BOXES; i++) {
    let length = view.getUint32(at);
    let header = 8;
    if (length === 1 && at + 16 <= to) {
      length = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (length === 0) length = to - at;
    if (length < header || at + length > to) return;
    yield { type: fourCC(file, at + 4), start: at, contents: at + header, end: at + length };
    at += length;
  }
}

export function box(type: string, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const length = 8 + parts.reduce((sum, part) => sum + part.length, 0);
  return joined([uint32(length), latin(type), ...parts]);
}
