/**
 * The text of a table as spreadsheets save it: UTF-8, UTF-16 (Excel's "Unicode text") with its mark or without, or what
 * Windows writes where it does not ask.
 */
export function tableText(bytes: Uint8Array): string {
  const encoding = utf16(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Enough to tell: a head in Latin letters has a NUL beside each. */
const HEAD = 200;

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, HEAD);
  const nulls = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length;
  const [even, odd] = [nulls(0), nulls(1)];
  if (Math.max(even, odd) < head.length / 4) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}
