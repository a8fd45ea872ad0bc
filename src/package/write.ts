import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { ShareKey } from './read';

/** A fresh key for one package: whoever has it opens the package, nobody else does. */
export async function freshKey(): Promise<ShareKey & { type: 'identity' }> {
  return { type: 'identity', identity: await generateX25519Identity() };
}

/** Takes bytes, and what it makes of them goes on encrypted. */
export interface EncryptingSink {
  write(chunk: Uint8Array): Promise<void>;
  /** Settles when the last encrypted bytes are written. */
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}

/**
 * Encrypts what is written to it, in the age format.
 * @param write takes the encrypted bytes in order
 * @returns `write`, which settles when the bytes have been taken; `close`, which settles when the last are written
 */
export async function encryptingSink(
  key: ShareKey,
  write: (chunk: Uint8Array) => void | Promise<void>,
): Promise<EncryptingSink> {
  const encrypter = new Encrypter();
  if (key.type === 'identity') encrypter.addRecipient(await identityToRecipient(key.identity));
  else encrypter.setPassphrase(key.passphrase);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const encrypted = await encrypter.encrypt(readable);
  const done = encrypted.pipeTo(new WritableStream({ write }));
  // Told by `write` or `close`; nobody else must hear of it first.
  done.catch(() => {});
  const writer = writable.getWriter();
  return {
    write: (chunk) => writer.write(chunk.slice()),
    async close() {
      await writer.close();
      await done;
    },
    abort: (reason) => writer.abort(reason).catch(() => {}),
  };
}
