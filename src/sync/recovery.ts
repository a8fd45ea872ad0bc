import { bech32 } from '@scure/base';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { generateX25519Identity } from 'age-encryption';
import { AppError } from '../domain/errors';

const PREFIX = 'AGE-SECRET-KEY-';

/** A new identity of a library: "AGE-SECRET-KEY-1…". */
export const newIdentity = (): Promise<string> => generateX25519Identity();

/** An identity's 32 bytes as 24 English words (BIP 39), which can be written on paper and read aloud. */
export function wordsOf(identity: string): string[] {
  const { bytes } = bech32.decodeToBytes(identity.toLowerCase());
  return entropyToMnemonic(bytes, wordlist).split(' ');
}

/**
 * The identity in what somebody gives: its words, itself, or a file that holds it (as age-keygen writes it, with comments).
 * @throws AppError "storage-key" where it is none: a word that is none, one too few, two exchanged
 */
export function identityIn(text: string): string {
  const key = /AGE-SECRET-KEY-1[0-9A-Z]+/i.exec(text)?.[0];
  try {
    if (key) {
      bech32.decodeToBytes(key.toLowerCase());
      return key.toUpperCase();
    }
    const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
    const bytes = mnemonicToEntropy(words.join(' '), wordlist);
    return bech32.encodeFromBytes(PREFIX.toLowerCase(), bytes).toUpperCase();
  } catch (cause) {
    throw new AppError('storage-key', { cause });
  }
}
