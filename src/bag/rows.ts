import * as v from 'valibot';
import type { AssetId, BlobHash, VersionId } from '../domain/ids';
import { hashSchema, idSchema, rowSchema, timeSchema } from '../domain/row-schema';
import { PAYLOAD } from './tags';

/** The file of a bag that has everything but the files' bytes. */
export const ROWS = `${PAYLOAD}library.jsonl`;
/** Settings of carriers with their secrets, in the age format, where somebody gave a passphrase for them. */
export const SECRETS = `${PAYLOAD}carriers.jsonl.age`;
export const FORMAT = 'satchel-backup';
/** Goes up when a program of today could not read what is written then. */
export const FORMAT_VERSION = 1;

/** The first line: what this is. */
export interface BackupHead {
  format: typeof FORMAT;
  version: number;
  /** Names this backup: all zips of one have the same. */
  id: string;
  /** The library's own id. */
  library: string;
  /** Its name, as the installation has it. */
  name: string;
  madeAt: number;
  /** "Satchel 0.1.0". */
  program: string;
  assets: number;
  versions: number;
  /** Of all originals together. */
  bytes: number;
  /** What sidecars were written by: where it is the same, so are those of assets that nobody changed. */
  described: string;
}

/** Where a version's original lies in the bag. */
export interface FileRow {
  versionId: VersionId;
  assetId: AssetId;
  blobHash: BlobHash;
  bytes: number;
  path: string;
  /** The sidecar's path, and its length; 0 where there was nothing to say, and so no file. */
  sidecar: string;
  sidecarBytes: number;
  /** When the asset was changed last before its sidecar was written. */
  updatedAt: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const headSchema = rowSchema<BackupHead>()({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: v.string(),
  library: v.string(),
  name: v.string(),
  madeAt: timeSchema,
  program: v.string(),
  assets: count,
  versions: count,
  bytes: count,
  described: v.string(),
});

const fileSchema = rowSchema<FileRow>()({
  versionId: idSchema<VersionId>(),
  assetId: idSchema<AssetId>(),
  blobHash: hashSchema<BlobHash>(),
  bytes: count,
  path: v.string(),
  sidecar: v.string(),
  sidecarBytes: count,
  updatedAt: timeSchema,
});

/** A line of the file: a row, and the table it is of. */
interface Line {
  table: string;
  row: unknown;
}

export const printLine = (table: string, row: unknown): string => `${JSON.stringify({ table, row })}\n`;

const lineSchema = v.object({ table: v.string(), row: v.unknown() });

/** @returns undefined where it is no line of a backup */
export function parseLine(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = v.safeParse(lineSchema, value);
  return result.success ? result.output : undefined;
}

/** The first line of a backup, whose version may be one that this program does not read; undefined where it is none. */
export function parseHead({ table, row }: Line): BackupHead | undefined {
  if (table !== 'backup') return undefined;
  const known = v.safeParse(headSchema, row);
  if (known.success) return known.output;
  // A later format may say more, or less: its number is all that is asked of it.
  const later = v.safeParse(v.object({ format: v.literal(FORMAT), version: headSchema.entries.version }), row);
  if (!later.success || later.output.version <= FORMAT_VERSION) return undefined;
  return { ...NOTHING_KNOWN, version: later.output.version };
}

const NOTHING_KNOWN: Omit<BackupHead, 'version'> = {
  format: FORMAT,
  id: '',
  library: '',
  name: '',
  madeAt: 0,
  program: '',
  assets: 0,
  versions: 0,
  bytes: 0,
  described: '',
};

export function parseFile({ table, row }: Line): FileRow | undefined {
  if (table !== 'files') return undefined;
  const result = v.safeParse(fileSchema, row);
  return result.success ? result.output : undefined;
}

/** The lines of a file, whatever its size: it is read as a stream. A last line without an end counts, too. */
export async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let next = await reader.read(); next.value !== undefined; next = await reader.read()) {
      const lines = (rest + next.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    if (rest.trim() !== '') yield rest;
  } finally {
    // Who reads only the first lines leaves the rest on the disk.
    await reader.cancel().catch(() => {});
  }
}
