import { joined, latin, standsAt } from '../../bytes';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const APPLICATION = 0xff;
const COMMENT = 0xfe;
const IMAGE = 0x2c;
const XMP_NAME = latin('XMP DataXMP');
/** XMP part 3, §1.1.2: 258 bytes that lead every reader of blocks to the end, wherever in the packet it stands. */
const MAGIC_TRAILER = joined([[1], Uint8Array.from({ length: 256 }, (_, i) => 0xff - i), [0]]);
/** A comment's parts have one byte of length each (GIF89a, §15). */
const MOST_IN_PART = 255;
const MOST_BLOCKS = 1_000_000;

export function isGif(file: Uint8Array): boolean {
  return file.length > HEADER_BYTES && standsAt(file, 0, latin('GIF8'));
}

/** Where the blocks begin: behind the screen and its colours (GIF89a, §18 and §19). */
function blocksFrom(file: Uint8Array): number {
  const packed = file[10] ?? 0;
  return HEADER_BYTES + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
}

/** The XMP packet and the comments of a GIF, as far as it is whole. */
export function gifWords(file: Uint8Array): { packet: Uint8Array | null; comments: Uint8Array[] } {
  const comments: Uint8Array[] = [];
  let packet: Uint8Array | null = null;
  if (!isGif(file)) return { packet, comments };
  let at = blocksFrom(file);
  for (let i = 0; i < MOST_BLOCKS && at < file.length; i++) {
    if (file[at] === IMAGE) {
      const packed = file[at + 9] ?? 0;
      at += 10 + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0) + 1;
    } else if (file[at] === EXTENSION) {
      const label = file[at + 1];
      at += 2;
      if (label === APPLICATION && standsAt(file, at, joined([[XMP_NAME.length], XMP_NAME]))) {
        // Not in parts: the packet stands as it is, up to the trailer.
        const from = at + 1 + XMP_NAME.length;
        const end = endOfParts(file, from);
        packet ??= file.subarray(from, Math.max(from, end - MAGIC_TRAILER.length));
      } else if (label === COMMENT) comments.push(partsAt(file, at));
    } else break;
    at = endOfParts(file, at);
  }
  return { packet, comments };
}

function endOfParts(file: Uint8Array, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== 0) at += 1 + (file[at] ?? 0);
  return at + 1;
}

function partsAt(file: Uint8Array, from: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = from; at < file.length && file[at] !== 0; ) {
    const length = file[at] ?? 0;
    parts.push(file.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return joined(parts);
}

/** Puts an XMP packet and comments into a GIF, in front of its pictures. */
export function withGifWords(
  file: Uint8Array,
  { xmp, comments = [] }: { xmp: Uint8Array | null; comments?: readonly Uint8Array[] },
): Uint8Array {
  if (!isGif(file) || (!xmp && comments.length === 0)) return file;
  const at = blocksFrom(file);
  const added: (Uint8Array | readonly number[])[] = [];
  for (const comment of comments) {
    added.push([EXTENSION, COMMENT]);
    for (let from = 0; from < comment.length; from += MOST_IN_PART) {
      const part = comment.subarray(from, from + MOST_IN_PART);
      added.push([part.length], part);
    }
    added.push([0]);
  }
  if (xmp) added.push([EXTENSION, APPLICATION, XMP_NAME.length], XMP_NAME, xmp, MAGIC_TRAILER);
  const result = joined([file.subarray(0, at), ...added, file.subarray(at)]);
  // Extensions came with GIF89a.
  result.set(latin('GIF89a'));
  return result;
}
