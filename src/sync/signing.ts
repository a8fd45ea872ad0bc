import { base64urlnopad } from '@scure/base';
import { AppError } from '../domain/errors';
import { hexOf, sha256 } from './box';

/** A device: the base64url of its Ed25519 public key (RFC 8032), 43 characters. */
export interface Signer {
  device: string;
  /** Cannot be read out. */
  key: CryptoKey;
}

const ALGORITHM = 'Ed25519';

/** A new device. @throws AppError "signing-refused" where the browser has no Ed25519 */
export async function newSigner(): Promise<Signer> {
  try {
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    if (!('privateKey' in pair)) throw new Error('no pair of keys');
    const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
    return { device: base64urlnopad.encode(new Uint8Array(raw)), key: pair.privateKey };
  } catch (cause) {
    throw new AppError('signing-refused', { cause });
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** @returns the signature of a text, base64url */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  return base64urlnopad.encode(new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, utf8(text))));
}

/** Whether a device signed a text. */
export async function isSigned(device: string, text: string, signature: string): Promise<boolean> {
  try {
    const raw = new Uint8Array(base64urlnopad.decode(device));
    const key = await crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, new Uint8Array(base64urlnopad.decode(signature)), utf8(text));
  } catch {
    return false;
  }
}

const linesOf = (lines: readonly unknown[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

/** What is signed of an object of lines: its first one without "sig", and the SHA-256 of all the others. */
export async function signedText(head: object, rest: readonly unknown[]): Promise<string> {
  return JSON.stringify(head) + hexOf(await sha256(linesOf(rest)));
}

/** The digest by which the next object of a log names this one: of all its lines. */
export const digestOfLines = async (lines: readonly unknown[]): Promise<string> => hexOf(await sha256(linesOf(lines)));
