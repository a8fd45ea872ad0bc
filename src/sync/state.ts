import { AppError } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import type { Stamp } from '../domain/stamp';
import type { Box } from './box';
import { PARTS, partName, STATES, stateName } from './names';
import {
  FORMAT_VERSION,
  type Part,
  type PartRow,
  partSchema,
  read,
  rowSchema,
  type StateHead,
  stateHeadSchema,
} from './schemas';
import { isSigned, type Signer, sign, signedText } from './signing';

/** Rows that lie together, as lines of JSON. */
export interface StateGroup extends Omit<Part, 'name'> {
  text: Blob;
}

interface NewState {
  signer: Signer;
  at: number;
  /** How far it holds the log of each device. */
  covers: Readonly<Record<string, number>>;
  gone: readonly [id: string, stamp: Stamp][];
  groups: readonly StateGroup[];
  /** Names of parts that the newest state has: they are not sent again. */
  there: ReadonlySet<string>;
  signal?: AbortSignal;
}

/** Writes everything as it is, in parts, and last what names them. @returns the parts, and how many bytes were sent */
export async function putState(
  store: ObjectStore,
  box: Box,
  { signer, at, covers, gone, groups, there, signal }: NewState,
): Promise<{ parts: Part[]; bytes: number }> {
  const parts: Part[] = [];
  let bytes = 0;
  for (const { text, ...group } of groups) {
    signal?.throwIfAborted();
    const name = await box.nameOf(await crypto.subtle.digest('SHA-256', await text.arrayBuffer()));
    if (!there.has(name)) {
      const sealed = await box.sealText(text);
      bytes += sealed.size;
      await store.put(partName(name), sealed, signal);
    }
    parts.push({ ...group, name });
  }
  const body = { v: FORMAT_VERSION, device: signer.device, at, covers, gone } as const;
  const sealed = await box.seal([{ ...body, sig: await sign(signer.key, await signedText(body, parts)) }, ...parts]);
  await store.put(stateName(at, signer.device), sealed, signal);
  return { parts, bytes: bytes + sealed.size };
}

/** Names of the states that lie there, the newest first. */
export async function stateNames(store: ObjectStore): Promise<string[]> {
  const names = (await store.list(STATES)).map(({ name }) => name);
  return names.filter((name) => !name.startsWith(PARTS)).reverse();
}

/** @throws AppError "backup-damaged", "backup-newer", "storage-key" */
export async function readState(
  store: ObjectStore,
  box: Box,
  name: string,
): Promise<{ head: StateHead; parts: Part[] }> {
  const sealed = await store.get(name);
  if (!sealed) throw new AppError('backup-damaged', { detail: name });
  const [first, ...rest] = await box.open(sealed);
  const head = read(stateHeadSchema, first);
  const { sig, ...body } = head;
  if (!(await isSigned(head.device, await signedText(body, rest), sig))) throw new AppError('backup-damaged');
  return { head, parts: rest.map((line) => read(partSchema, line)) };
}

/** The rows of a part, proven by its name. @throws AppError "backup-damaged", "storage-key" */
export async function readPart(store: ObjectStore, box: Box, { name }: Pick<Part, 'name'>): Promise<PartRow[]> {
  const sealed = await store.get(partName(name));
  if (!sealed) throw new AppError('backup-damaged', { detail: partName(name) });
  const lines = await box.open(sealed);
  const text = new Blob(lines.map((line) => `${JSON.stringify(line)}\n`));
  if ((await box.nameOf(await crypto.subtle.digest('SHA-256', await text.arrayBuffer()))) !== name) {
    throw new AppError('backup-damaged', { detail: partName(name) });
  }
  return lines.map((line) => read(rowSchema, line));
}
