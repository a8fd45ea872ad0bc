import * as v from 'valibot';
import { AppError } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import { type Box, hexOf, sha256 } from './box';
import { LIBRARY, MEMBERS } from './names';
import { FORMAT_VERSION, type LibraryFile, librarySchema, type Member, memberSchema, read } from './schemas';
import { type Signer, sign } from './signing';

/** The library that lies in a storage; null where there is none. @throws AppError "backup-newer", "backup-damaged" */
export async function readLibraryFile(store: ObjectStore): Promise<LibraryFile | null> {
  const file = await store.get(LIBRARY);
  if (!file) return null;
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (cause) {
    throw new AppError('backup-damaged', { cause, detail: LIBRARY });
  }
  return read(librarySchema, value);
}

const MEMBER_DIGITS = 6;
const DIGEST_DIGITS = 8;

/** Founds a library in a storage: what it is, and that this device is its owner. Repeating is harmless. */
export async function putLibrary(
  store: ObjectStore,
  box: Box,
  { id, made, name, signer }: { id: string; made: number; name: string; signer: Signer },
): Promise<void> {
  const body = { n: 1, device: signer.device, name, role: 'owner', by: signer.device } as const;
  const member: Member = { ...body, sig: await sign(signer.key, JSON.stringify(body)) };
  const digest = hexOf(await sha256(JSON.stringify(member))).slice(0, DIGEST_DIGITS);
  await store.put(`${MEMBERS}${String(member.n).padStart(MEMBER_DIGITS, '0')}-${digest}`, await box.seal([member]));
  const file: LibraryFile = {
    format: 'satchel-library',
    version: FORMAT_VERSION,
    id,
    made,
    encryption: box.encryption,
  };
  await store.put(LIBRARY, new Blob([`${JSON.stringify(file)}\n`], { type: 'application/json' }));
}

/** The name that the library's founder gave; "" where that cannot be read. */
export async function founderName(store: ObjectStore, box: Box): Promise<string> {
  const [first] = await store.list(MEMBERS);
  const sealed = first && (await store.get(first.name));
  if (!sealed) return '';
  const [line] = await box.open(sealed).catch(() => []);
  const member = v.safeParse(memberSchema, line);
  return member.success ? member.output.name : '';
}
