import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { AppError } from '../domain/errors';

/** How objects are closed and opened: in the age format (age-encryption.org/v1), or not at all. */
export interface Box {
  readonly encryption: 'age' | 'none';
  /** Lines of JSON → gzip → age. */
  seal(lines: readonly unknown[]): Promise<Blob>;
  /** The same of lines that are text already. */
  sealText(text: Blob): Promise<Blob>;
  /** @throws AppError "storage-key" where the identity is another one, "backup-damaged" */
  open(sealed: Blob): Promise<unknown[]>;
  /** Bytes → age. */
  sealBytes(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws AppError "storage-key", "backup-damaged" */
  openBytes(sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** A name, 40 hexadecimal digits, that says nothing to who has no key, and is the same for the same digest. */
  nameOf(digest: BufferSource): Promise<string>;
}

const NAME_INFO = 'satchel names 1';
/** Where a library is not encrypted its names are made with this: they hide nothing. */
const OPEN = 'open';
const NAME_DIGITS = 40;

const utf8 = (text: string) => new TextEncoder().encode(text);

export const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256 = async (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', utf8(text));

/** HKDF (RFC 5869) of the identity as it is written, "AGE-SECRET-KEY-1…", without salt. */
async function nameKey(identity: string | null): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8(identity ?? OPEN), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(NAME_INFO) },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
}

async function through(blob: Blob, stream: GenericTransformStream): Promise<Blob> {
  return new Response(blob.stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>)).blob();
}

/** @param identity "AGE-SECRET-KEY-1…"; null where everything is open. @throws AppError "storage-key" where it is none */
export async function makeBox(identity: string | null): Promise<Box> {
  const recipient = identity === null ? null : await recipientOf(identity);
  const names = await nameKey(identity);

  async function sealBytes(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    if (recipient === null) return new Uint8Array(bytes);
    const age = new Encrypter();
    age.addRecipient(recipient);
    return new Uint8Array(await age.encrypt(bytes));
  }

  async function sealText(text: Blob): Promise<Blob> {
    const packed = await through(text, new CompressionStream('gzip'));
    return recipient === null ? packed : new Blob([await sealBytes(new Uint8Array(await packed.arrayBuffer()))]);
  }

  async function openBytes(sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    if (identity === null) return new Uint8Array(sealed);
    const age = new Decrypter();
    age.addIdentity(identity);
    try {
      return new Uint8Array(await age.decrypt(sealed));
    } catch (cause) {
      // The library tells no codes; another identity is a file that none of its recipients opens.
      const foreign = cause instanceof Error && /no identity matched/i.test(cause.message);
      throw new AppError(foreign ? 'storage-key' : 'backup-damaged', { cause });
    }
  }

  return {
    encryption: identity === null ? 'none' : 'age',
    sealBytes,
    openBytes,
    seal: (lines) => sealText(new Blob(lines.map((line) => `${JSON.stringify(line)}\n`))),
    sealText,
    async open(sealed) {
      const packed = new Blob([await openBytes(new Uint8Array(await sealed.arrayBuffer()))]);
      try {
        const text = await (await through(packed, new DecompressionStream('gzip'))).text();
        return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
      } catch (cause) {
        throw new AppError('backup-damaged', { cause });
      }
    },
    async nameOf(digest) {
      return hexOf(await crypto.subtle.sign('HMAC', names, digest)).slice(0, NAME_DIGITS);
    },
  };
}

async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity);
  } catch (cause) {
    throw new AppError('storage-key', { cause });
  }
}
