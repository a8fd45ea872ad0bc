import { AppError } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import type { Stamp } from '../domain/stamp';
import type { Box } from './box';
import { headName, lastOf, logFolder, logName } from './names';
import {
  FORMAT_VERSION,
  type Head,
  headSchema,
  type LogHead,
  logHeadSchema,
  read,
  type Step,
  stepSchema,
} from './schemas';
import { digestOfLines, isSigned, type Signer, sign, signedText } from './signing';

/** So many steps, or bytes of them, are one object at most; a single step may be larger. */
const MOST_STEPS = 2000;
const MOST_BYTES = 4 * 1024 * 1024;

/** How many of some steps, from the first, are one object. */
export function stepsInOne(steps: readonly unknown[]): number {
  let bytes = 0;
  for (const [i, step] of steps.entries()) {
    bytes += JSON.stringify(step).length;
    if (i > 0 && (i >= MOST_STEPS || bytes > MOST_BYTES)) return i;
  }
  return steps.length;
}

interface LogPlace {
  seq: number;
  /** Digest of the object before; "" where this is the first. */
  prev: string;
  /** The greatest stamp of every other writer that the steps' author had seen. */
  known: Readonly<Record<string, Stamp>>;
}

/** Writes an object of a device's log. @returns its digest, by which the next one names it, and its length */
export async function putLog(
  store: ObjectStore,
  box: Box,
  { signer, place, steps, signal }: { signer: Signer; place: LogPlace; steps: readonly Step[]; signal?: AbortSignal },
): Promise<{ digest: string; bytes: number }> {
  const body = { v: FORMAT_VERSION, device: signer.device, ...place } as const;
  const head = { ...body, sig: await sign(signer.key, await signedText(body, steps)) };
  const sealed = await box.seal([head, ...steps]);
  await store.put(logName(signer.device, place.seq), sealed, signal);
  return { digest: await digestOfLines([head, ...steps]), bytes: sealed.size };
}

interface LogObject {
  head: LogHead;
  steps: Step[];
  digest: string;
}

/**
 * An object of a device's log, proven to be what that device wrote under this name; null where there is none.
 * @throws AppError "backup-damaged", "backup-newer", "storage-key"
 */
export async function readLog(store: ObjectStore, box: Box, device: string, seq: number): Promise<LogObject | null> {
  const sealed = await store.get(logName(device, seq));
  if (!sealed) return null;
  const lines = await box.open(sealed);
  const [first, ...rest] = lines;
  const head = read(logHeadSchema, first);
  const { sig, ...body } = head;
  const own = head.device === device && head.seq === seq;
  if (!own || !(await isSigned(device, await signedText(body, rest), sig))) throw new AppError('backup-damaged');
  return { head, steps: rest.map((line) => read(stepSchema, line)), digest: await digestOfLines(lines) };
}

/** The number of the last object of a device's log that lies there; 0 where there is none. */
export async function lastSeq(store: ObjectStore, device: string): Promise<number> {
  const numbers = (await store.list(logFolder(device))).map(({ name }) => Number(lastOf(name)));
  return Math.max(0, ...numbers.filter(Number.isInteger));
}

/** Says how far a device is: last of all in every backup. */
export async function putHead(store: ObjectStore, box: Box, device: string, head: Omit<Head, 'v'>): Promise<void> {
  await store.put(headName(device), await box.seal([{ v: FORMAT_VERSION, ...head }]));
}

/** @returns null where the device has none @throws AppError "backup-damaged", "backup-newer", "storage-key" */
export async function readHead(store: ObjectStore, box: Box, device: string): Promise<Head | null> {
  const sealed = await store.get(headName(device));
  if (!sealed) return null;
  const [line] = await box.open(sealed);
  return read(headSchema, line);
}
