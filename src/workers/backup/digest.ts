import { createSHA256 } from 'hash-wasm';
import type { NewFile } from '../../files/folder';

/** Up to here a file is read whole: the browser's own SHA-256 is several times faster than one in wasm. */
const WHOLE_UP_TO = 32 * 1024 * 1024;

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * SHA-256 of a file, 64 lower-case hexadecimal digits; what is read is handed on as it comes. As a stream from the beginning:
 * see [Note: Damaged where they are kept].
 * @param take gets all bytes in their order
 */
export async function digestOf(file: Blob, take?: NewFile['write']): Promise<{ hash: string; bytes: number }> {
  if (file.size <= WHOLE_UP_TO) {
    const whole = new Uint8Array(await file.arrayBuffer());
    const [hash] = await Promise.all([crypto.subtle.digest('SHA-256', whole), take?.(whole)]);
    return { hash: hex(hash), bytes: whole.length };
  }
  const hasher = await createSHA256();
  const reader = file.stream().getReader();
  let bytes = 0;
  let writing: Promise<void> | undefined;
  try {
    for (let next = await reader.read(); next.value; next = await reader.read()) {
      // One piece is written while the next is hashed.
      await writing;
      writing = take?.(next.value);
      writing?.catch(() => {});
      hasher.update(next.value);
      bytes += next.value.length;
    }
    await writing;
  } finally {
    await reader.cancel().catch(() => {});
  }
  return { hash: hasher.digest('hex'), bytes };
}
