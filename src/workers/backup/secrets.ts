import { printLine } from '../../bag/rows';
import { AppError } from '../../domain/errors';
import { allCarriers } from '../../library/carriers';
import type { Library } from '../../library/library';
import type { CarrierRow } from '../../library/rows';

/** @returns settings of all carriers as lines, in the age format to a passphrase; null where there are none */
export async function sealCarriers(library: Library, passphrase: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const rows = await allCarriers(library);
  if (rows.length === 0) return null;
  const { Encrypter } = await import('age-encryption');
  const age = new Encrypter();
  age.setPassphrase(passphrase);
  const sealed = await age.encrypt(rows.map((row) => printLine('carriers', row)).join(''));
  return new Uint8Array(sealed);
}

/** @throws AppError "backup-passphrase" */
export async function openCarriers(sealed: Blob, passphrase: string): Promise<CarrierRow[]> {
  const { Decrypter } = await import('age-encryption');
  const age = new Decrypter();
  age.addPassphrase(passphrase);
  const text = await age.decrypt(new Uint8Array(await sealed.arrayBuffer()), 'text').catch((cause: unknown) => {
    throw new AppError('backup-passphrase', { cause });
  });
  const { parseCarriers } = await import('./parse-rows');
  return parseCarriers(text);
}
