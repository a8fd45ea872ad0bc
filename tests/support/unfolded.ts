import { brotliDecompressSync, constants, inflateSync } from 'node:zlib';

/** How deep something may be folded into something else that is looked into: a packet in base64 in a compressed text. */
const MOST_DEPTH = 3;
const FEWEST_FOLDED = 12;

/**
 * All that bytes hold, as texts to search: as they are, without the zeros that UTF-16 has between letters, and whatever can be
 * unfolded of them: zlib streams and Brotli boxes wherever they stand, and runs of hexadecimal digits and of base64.
 */
export function unfolded(file: Uint8Array, depth = 0): string[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const text = bytes.toString('latin1');
  const texts = [text, text.replaceAll('\0', '')];
  if (depth >= MOST_DEPTH) return texts;
  const inner = [...inflated(bytes), ...unbrotlied(bytes), ...fromHex(text), ...fromBase64(text)];
  return [...texts, ...inner.flatMap((each) => unfolded(each, depth + 1))];
}

/** RFC 1950, §2.2: deflate with a window of up to 32 kB, and a check of these two bytes. */
const isZlib = (first: number, second: number) => (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0;

function* inflated(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + FEWEST_FOLDED < bytes.length; at++) {
    if (!isZlib(bytes[at] ?? 0, bytes[at + 1] ?? 0)) continue;
    try {
      // One that is cut short counts as far as it goes.
      yield inflateSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      // Two bytes that only look like a beginning.
    }
  }
}

/** ISO/IEC 18181-2, §9.3: a box of which the contents are compressed. */
function* unbrotlied(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf('brob'); at >= 4; at = bytes.indexOf('brob', at + 4)) {
    try {
      yield brotliDecompressSync(bytes.subarray(at + 8, at - 4 + bytes.readUInt32BE(at - 4)));
    } catch {
      // No box.
    }
  }
}

function* fromHex(text: string): Generator<Buffer> {
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}\s*){6,}/gi)) {
    yield Buffer.from(run.replace(/\s/g, ''), 'hex');
  }
}

function* fromBase64(text: string): Generator<Buffer> {
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{12}[A-Za-z0-9+/\r\n]*/g)) {
    const digits = run.replace(/\s/g, '');
    // Where it begins is not known: a letter or two may stand in front.
    for (let from = 0; from < 4; from++) yield Buffer.from(digits.slice(from), 'base64');
  }
}
