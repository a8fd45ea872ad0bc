import type { DBCore, DBCoreMutateRequest, DBCoreTable, DBCoreTransaction, Middleware } from 'dexie';
import { Dexie } from 'dexie';
import { type Cells, cellsOf, changedCells, REMOVED, STAMPED_TABLES, type StampedTable } from '../domain/cells';
import type { AssetId } from '../domain/ids';
import { nextStamp, type Stamp } from '../domain/stamp';
import { CARRIED_SETTINGS } from './carried';
import type { LibraryDb } from './db';
import type { ClockRow, OutboxRow, SentRow, StampRow } from './rows';

/**
 * [Note: Stamps beside rows] Where a library lies in a storage of the user's, every change of a row is noted in the transaction that
 * makes it: the stamp of each cell, and in the outbox the cells themselves, which are sent with the next backup. It is done here, below
 * all verbs, so that no writer can forget it; and beside the rows, so that a library that lies in no storage pays nothing but one look
 * a transaction. What was there before the library was founded there has the stamp of that.
 */
const BESIDE = ['sync', 'stamps', 'outbox'] as const;
/** What is made of originals lies in packs: what is made anew is packed anew. */
const MADE = ['previews', 'embedded'];

/** One transaction: what one person did at once has one stamp. */
interface Step {
  t: Stamp;
  clock: ClockRow;
}

const steps = new WeakMap<object, PromiseLike<Step | null>>();
const unstamped = new WeakSet<object>();

const isStamped = (table: string): table is StampedTable => STAMPED_TABLES.some((each) => each === table);

/** Watches over every write of the tables that go into a storage. */
export const stamping: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'stamping',
  create: (core) => ({
    ...core,
    transaction(stores, mode, options) {
      const beside = mode === 'readwrite' && stores.some(isStamped) ? BESIDE : [];
      const sent = mode === 'readwrite' && stores.some((name) => MADE.includes(name)) ? ['sent'] : [];
      return core.transaction([...new Set([...stores, ...beside, ...sent])], mode, options);
    },
    table(name) {
      const table = core.table(name);
      if (MADE.includes(name)) return { ...table, mutate: (request) => unpack(core, table, request) };
      return isStamped(name) ? { ...table, mutate: (request) => mutate(core, table, name, request) } : table;
    },
  }),
};

async function mutate(core: DBCore, table: DBCoreTable, name: StampedTable, request: DBCoreMutateRequest) {
  const { trans } = request;
  // A migration has all tables, and is not somebody's change.
  if (mode(trans) === 'versionchange' || unstamped.has(trans)) return table.mutate(request);
  const step = await stepOf(core, trans);
  if (!step) return table.mutate(request);
  const before = await rowsBefore(table, request);
  const result = await table.mutate(request);
  // Whoever asked hears of what failed, and throws; the rest is there.
  const failed = (i: number) => result.failures[i] !== undefined;
  const after = rowsAfter(request, result.results).filter((_, i) => !failed(i));
  const mine = request.type === 'deleteRange' ? before : before.filter((_, i) => !failed(i));
  await note(core, { step, trans, name, before: new Map(mine), after });
  return result;
}

async function unpack(core: DBCore, table: DBCoreTable, request: DBCoreMutateRequest) {
  const { trans } = request;
  const result = await table.mutate(request);
  if (mode(trans) === 'versionchange' || (request.type !== 'put' && request.type !== 'add')) return result;
  const keys = [...new Set(request.values.map(({ blobHash }: { blobHash: string }) => blobHash))];
  const rows: (SentRow | undefined)[] = await core.table('sent').getMany({ trans, keys });
  const values = rows.flatMap((row) => (row?.packedAt ? [{ ...row, packedAt: '' as const }] : []));
  if (values.length > 0) await write(core.table('sent'), { type: 'put', trans, values });
  return result;
}

const mode = (trans: DBCoreTransaction): string => ('mode' in trans ? String(trans.mode) : '');

/** The core tells what failed and throws nothing: what is written beside a row must not be missing in silence. */
async function write(table: DBCoreTable, request: DBCoreMutateRequest): Promise<void> {
  const { failures, numFailures } = await table.mutate(request);
  if (numFailures > 0) throw Object.values(failures)[0];
}

/** The step that a transaction is; null where the library lies in no storage. */
function stepOf(core: DBCore, trans: DBCoreTransaction): PromiseLike<Step | null> {
  const known = steps.get(trans);
  if (known) return known;
  const sync = core.table('sync');
  const made = sync.get({ trans, key: 'clock' }).then(async (clock: ClockRow | undefined) => {
    if (!clock) return null;
    const t = nextStamp(clock.device, clock.last);
    await write(sync, { type: 'put', trans, values: [{ ...clock, last: t }] });
    return { t, clock };
  });
  steps.set(trans, made);
  return made;
}

type Keyed = [key: string | number, row: object | undefined][];

async function rowsBefore(table: DBCoreTable, request: DBCoreMutateRequest): Promise<Keyed> {
  const { trans } = request;
  if (request.type === 'add') return [];
  if (request.type === 'deleteRange') {
    const index = table.schema.primaryKey;
    const { result } = await table.query({ trans, query: { index, range: request.range }, values: true });
    return result.map((row) => [index.extractKey?.(row), row]);
  }
  const keys = request.type === 'delete' ? request.keys : keysOf(table, request);
  const rows = await table.getMany({ trans, keys });
  return keys.map((key, i) => [key, rows[i]]);
}

const keysOf = (table: DBCoreTable, request: DBCoreMutateRequest & { type: 'put' | 'add' }) =>
  request.keys ? [...request.keys] : request.values.map((row) => table.schema.primaryKey.extractKey?.(row));

/** @param results keys of what was added or put, in its order */
function rowsAfter(request: DBCoreMutateRequest, results: readonly (string | number)[] | undefined): Keyed {
  if (request.type !== 'put' && request.type !== 'add') return [];
  return request.values.map((row, i) => [results?.[i] ?? request.keys?.[i], row]);
}

interface Noting {
  step: Step;
  trans: DBCoreTransaction;
  name: StampedTable;
  before: ReadonlyMap<string | number, object | undefined>;
  after: Keyed;
}

async function note(core: DBCore, { step: { t, clock }, trans, name, before, after }: Noting): Promise<void> {
  const idOf = (key: string | number) => rowId(name, key, clock.device);
  const set: Record<string, Cells> = {};
  const put = new Set<string | number>();
  for (const [key, row] of after) {
    put.add(key);
    if (!row || !isCarried(name, key)) continue;
    const had = before.get(key);
    const changed = changedCells(had && cellsOf(name, had), cellsOf(name, row));
    if (Object.keys(changed).length > 0) set[idOf(key)] = changed;
  }
  for (const [key, row] of before) if (row && !put.has(key) && isCarried(name, key)) set[idOf(key)] = { [REMOVED]: 1 };
  const ids = Object.keys(set);
  if (ids.length === 0) return;
  const stamps = core.table('stamps');
  const known: (StampRow | undefined)[] = await stamps.getMany({ trans, keys: ids.map((id) => [name, id]) });
  const wasThere = new Set([...before].flatMap(([key, row]) => (row ? [idOf(key)] : [])));
  const values = ids.map((id, i): StampRow => {
    const row = known[i];
    // What was taken away and comes back is new, and says so.
    if (row && REMOVED in row.o && !(REMOVED in (set[id] ?? {}))) set[id] = { ...set[id], [REMOVED]: 0 };
    const base = row ?? { table: name, id, s: wasThere.has(id) ? clock.founded : t, o: {} };
    const o = { ...base.o };
    for (const cell of Object.keys(set[id] ?? {})) if (base.s !== t) o[cell] = t;
    return { ...base, o };
  });
  await write(stamps, { type: 'put', trans, values });
  const row: Omit<OutboxRow, 'n'> = { t, set: { [name]: set }, gone: [] };
  await write(core.table('outbox'), { type: 'add', trans, values: [row] });
}

/** A line of "Activity" has a number in each browser: with the device it is its own everywhere. */
export const rowId = (table: StampedTable, key: string | number, device: string): string =>
  table === 'activity' ? `${device}.${key}` : String(key);

const isCarried = (table: StampedTable, key: string | number) =>
  table !== 'settings' || CARRIED_SETTINGS.includes(String(key));

/** The transaction that Dexie is in, as the core knows it. */
const current = (): object | undefined => {
  const now = Dexie.currentTransaction;
  return now && 'idbtrans' in now && typeof now.idbtrans === 'object' ? (now.idbtrans ?? undefined) : undefined;
};

/** In a transaction: notes that assets went for good, which wins over whatever another device does with them. */
export async function noteGone(db: LibraryDb, ids: readonly AssetId[]): Promise<void> {
  const trans = current();
  const step = trans && !unstamped.has(trans) ? await steps.get(trans) : null;
  if (!step || ids.length === 0) return;
  await db.outbox.add({ t: step.t, set: {}, gone: [...ids] });
  const keys = ids.map((id): [string, string] => ['assets', id]);
  const rows = await db.stamps.bulkGet(keys);
  await db.stamps.bulkPut(rows.flatMap((row) => (row ? [{ ...row, gone: step.t }] : [])));
}

/** In a transaction: nothing of it is noted, since there is no room for that. The next state has it all the same. */
export function leaveUnstamped(): void {
  const trans = current();
  if (trans) unstamped.add(trans);
}
