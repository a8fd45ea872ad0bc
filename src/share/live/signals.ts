import * as v from 'valibot';
import { parsed } from '../../domain/parsed';
import { fromBase64Url, toBase64Url } from '../../text/base64';

/** What two browsers tell each other through relays before they are connected. */
const signalSchema = v.variant('type', [
  v.object({ type: v.literal('offer'), session: v.pipe(v.string(), v.length(22)), code: v.string() }),
  v.object({ type: v.literal('answer'), session: v.pipe(v.string(), v.length(22)), code: v.string() }),
  /** The sender is handing the share to somebody else. */
  v.object({ type: v.literal('busy'), session: v.pipe(v.string(), v.length(22)) }),
]);

type Signal = v.InferOutput<typeof signalSchema>;

/** What a relay sees of a meeting, and what only those with the link can read. */
interface Signals {
  /** The meeting's name at the relays: 20 characters, as BitTorrent's info hash has them. */
  room: string;
  seal(signal: Signal): Promise<string>;
  /** @returns undefined where it is not of somebody with the link */
  unseal(text: string): Promise<Signal | undefined>;
}

const NONCE = 12;

export const randomText = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/**
 * Derives a meeting from what the link says of it: HKDF (RFC 5869) with SHA-256, no salt, info "satchel live room" for the
 * name (15 bytes, base64url) and "satchel live key" for the AES-256-GCM key. A sealed signal is base64url of 12 random bytes
 * and the encrypted JSON.
 * @param secret the link's `r`
 */
export async function meetingSignals(secret: string): Promise<Signals> {
  const master = await crypto.subtle.importKey('raw', fromBase64Url(secret), 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);
  const derived = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(0),
    info: new TextEncoder().encode(info),
  });
  const name = new Uint8Array(await crypto.subtle.deriveBits(derived('satchel live room'), master, 120));
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(derived('satchel live key'), master, algorithm, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    room: toBase64Url(name),
    async seal(signal) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const plain = new TextEncoder().encode(JSON.stringify(signal));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain));
      const all = new Uint8Array(NONCE + sealed.length);
      all.set(nonce);
      all.set(sealed, NONCE);
      return toBase64Url(all);
    },
    async unseal(text) {
      try {
        const all = fromBase64Url(text);
        const iv = all.subarray(0, NONCE);
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, all.subarray(NONCE));
        return parsed(signalSchema, JSON.parse(new TextDecoder().decode(plain)));
      } catch {
        return undefined;
      }
    },
  };
}
