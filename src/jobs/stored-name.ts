import { newId } from '../domain/ids';

/** While a tab writes a file of the private file system it holds the lock of this name: no other tab takes it for a leftover. */
export const zipLock = (stored: string) => `satchel-zip:${stored}`;

export function newStoredName(): string {
  return `${newId<string & { readonly __brand: 'stored' }>()}.zip`;
}
