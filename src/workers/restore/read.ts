import * as v from 'valibot';
import { type BackupHead, FORMAT_VERSION, linesOf, parseHead, parseLine, ROWS, SECRETS } from '../../bag/rows';
import type { Bag, Files } from '../../bag/source';
import { bareData, countOf, openBag } from '../../bag/source';
import { PAYLOAD } from '../../bag/tags';
import { AppError } from '../../domain/errors';
import type { BlobHash } from '../../domain/ids';
import type { Made } from '../../library/previews';
import { ROW_SCHEMAS } from '../../library/row-schemas';
import type { CarriedBatch, CarriedRows, CarriedTable } from '../../library/snapshot';
import { CARRIED_TABLES } from '../../library/snapshot';
import { digestOf } from '../backup/digest';

/** Every row of a backup, by its table. */
export type BackupRows = { [Name in CarriedTable]: CarriedRows[Name][] };

/** A backup that is there to be restored. */
export interface OpenBackup {
  head: BackupHead;
  rows: BackupRows;
  /** Lines that are no rows as this program knows them, by what is wrong with the first of each table. */
  unread: string[];
  /** Reads the original of a hash; null where it is not there any more. */
  originals: ReadonlyMap<string, () => Promise<Blob | null>>;
  /** What was made of an original, where that is carried along. */
  made?: (hash: BlobHash) => Promise<Made | undefined>;
  /** Numbers of zips that are not there. */
  missingZips: number[];
  ofZips: number;
  /** Lists of the backup itself whose bytes are not those that were written. */
  altered: string[];
  /** Settings of carriers, encrypted with a passphrase; null where there are none. */
  carriers: (() => Promise<Blob | null>) | null;
}

/** Files that are no backup of ours, but can be added: a bag made by hand, or by another program. */
interface PlainFiles {
  bags: Bag[];
  paths: { bag: Bag; path: string }[];
}

export type Opened = { type: 'backup'; backup: OpenBackup } | { type: 'plain'; plain: PlainFiles };

/**
 * Opens what was chosen: one bag, or all zips of one backup. Of zips of several backups the newest is taken.
 * @throws AppError "backup-none", "backup-newer", "backup-broken"
 */
export async function openBackup(all: readonly Files[]): Promise<Opened> {
  const bags = (await Promise.all(all.map(openBag))).filter((bag) => bag !== null);
  if (bags.length === 0) return { type: 'plain', plain: plainFiles(all.map(bareData).filter((bag) => bag !== null)) };
  const heads = await Promise.all(bags.map(headOf));
  const ours = bags.flatMap((bag, i) => {
    const head = heads[i];
    return head ? [{ bag, head }] : [];
  });
  if (ours.length === 0) return { type: 'plain', plain: plainFiles(bags) };
  const [newest] = ours.sort((a, b) => b.head.madeAt - a.head.madeAt);
  if (!newest) throw new AppError('backup-none');
  if (ours.some(({ head }) => head.version > FORMAT_VERSION)) throw new AppError('backup-newer');
  const { head } = newest;
  const same = ours.filter((each) => each.head.id === head.id).map(({ bag }) => bag);
  return { type: 'backup', backup: await whole(head, same) };
}

async function headOf(bag: Bag): Promise<BackupHead | undefined> {
  const file = await bag.read(ROWS);
  for await (const text of file ? linesOf(file) : []) {
    const line = parseLine(text);
    return line && parseHead(line);
  }
  return undefined;
}

function plainFiles(bags: Bag[]): PlainFiles {
  const paths = bags.flatMap((bag) =>
    [...bag.paths].filter((path) => path.startsWith(PAYLOAD)).map((path) => ({ bag, path })),
  );
  if (paths.length === 0) throw new AppError('backup-none');
  return { bags, paths };
}

async function whole(head: BackupHead, bags: Bag[]): Promise<OpenBackup> {
  const numbers = new Set(bags.map((bag) => countOf(bag).number));
  const ofZips = Math.max(...bags.map((bag) => countOf(bag).of));
  const originals = new Map<string, () => Promise<Blob | null>>();
  const altered: string[] = [];
  for (const bag of bags) {
    for (const [path, hash] of bag.manifest) if (bag.paths.has(path)) originals.set(hash, () => bag.read(path));
    if (bag.manifest.size === 0) altered.push(`${bag.name}: manifest-sha256.txt`);
  }
  // Every zip has all rows: the first whose bytes are right is read.
  const [right, ...wrong] = await byRightness(bags);
  const from = right ?? wrong[0]?.bag;
  altered.push(...wrong.map(({ bag }) => `${bag.name}: ${ROWS}`));
  const secrets = bags.find((bag) => bag.paths.has(SECRETS));
  const { rows, unread } = await readRows((await from?.read(ROWS)) ?? new Blob());
  return {
    head,
    rows,
    unread,
    originals,
    missingZips: Array.from({ length: ofZips }, (_, i) => i + 1).filter((number) => !numbers.has(number)),
    ofZips,
    altered,
    carriers: secrets ? () => secrets.read(SECRETS) : null,
  };
}

/** The first bag whose rows are as they were written, and those whose are not. */
async function byRightness(bags: readonly Bag[]): Promise<[right: Bag | undefined, ...wrong: { bag: Bag }[]]> {
  const wrong: { bag: Bag }[] = [];
  for (const bag of bags) {
    const file = await bag.read(ROWS).catch(() => null);
    if (file && (await digestOf(file)).hash === bag.manifest.get(ROWS)) return [bag, ...wrong];
    wrong.push({ bag });
  }
  return [undefined, ...wrong];
}

export const noRows = (): BackupRows =>
  Object.fromEntries(CARRIED_TABLES.map((table) => [table, []])) as unknown as BackupRows;

async function readRows(file: Blob): Promise<Pick<OpenBackup, 'rows' | 'unread'>> {
  const rows = noRows();
  const unread = new Map<string, number>();
  for await (const text of linesOf(file)) {
    const line = parseLine(text);
    if (line?.table === 'backup' || line?.table === 'files') continue;
    const batch = line && parseRow(line.table, line.row);
    if (batch) (rows[batch.table] as object[]).push(...batch.rows);
    else unread.set(line?.table ?? 'a line', (unread.get(line?.table ?? 'a line') ?? 0) + 1);
  }
  return { rows, unread: [...unread].map(([table, count]) => `${table}: ${count}`) };
}

/** A row of a table, as this program knows it; undefined where it is none. */
export function parseRow(name: string, row: unknown): CarriedBatch | undefined {
  const table = CARRIED_TABLES.find((each) => each === name);
  if (!table) return undefined;
  const parsed = v.safeParse(ROW_SCHEMAS[table], row);
  return parsed.success ? ({ table, rows: [parsed.output] } as CarriedBatch) : undefined;
}
