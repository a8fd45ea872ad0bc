import { createCRC32, createSHA256, type IHasher } from 'hash-wasm';

/** Up to here a file is read whole: the browser's own SHA-256 is several times faster than one in wasm. */
const WHOLE_UP_TO = 4 * 1024 * 1024;
/** Small pieces: what is read and let go waits for the collector, and of large ones a lot waits. */
const SLICE = 1024 * 1024;

interface Hashers {
  sha256: IHasher;
  crc: IHasher;
}

/** Each has a memory of its own in wasm, which only the collector takes away: they are used again. */
const idle: Hashers[] = [];

const take = async (): Promise<Hashers> => idle.pop() ?? { sha256: await createSHA256(), crc: await createCRC32() };

/** SHA-256 of a file, as hexadecimal digits, and the CRC-32 that zips have. */
export async function digests(file: Blob): Promise<{ sha256: string; crc: number }> {
  const hashers = await take();
  const { sha256, crc } = hashers;
  crc.init();
  let digest: string;
  if (file.size <= WHOLE_UP_TO) {
    const bytes = await file.arrayBuffer();
    crc.update(new Uint8Array(bytes));
    const hash = await crypto.subtle.digest('SHA-256', bytes);
    digest = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } else {
    sha256.init();
    for (let at = 0; at < file.size; at += SLICE) {
      const bytes = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
      sha256.update(bytes);
      crc.update(bytes);
    }
    digest = sha256.digest('hex');
  }
  const found = { sha256: digest, crc: Number.parseInt(crc.digest('hex'), 16) };
  idle.push(hashers);
  return found;
}

/** SHA-256 of a file, as hexadecimal digits. */
export const sha256 = async (file: Blob): Promise<string> => (await digests(file)).sha256;
