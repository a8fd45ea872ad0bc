import type { Table } from 'dexie';
import type { StepDeed } from '../domain/activity';
import type { AssetId, BlobHash, UndoId } from '../domain/ids';
import { type ActivityNote, deedOf, writeActivity } from './activity';
import { announce, type Change } from './changes';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { idsFor } from './order';
import type { RowChange, UndoRow, UndoTable } from './rows';

/** How many steps are kept at least; the oldest beyond go. */
const MOST_STEPS = 100;

type Row = Record<string, unknown> & { id: string };

/** Writes rows and notes what they were. */
export interface UndoWriter {
  /** Changes some properties of rows, which must be as they were just read in this transaction. */
  patch<T extends { id: string }>(table: UndoTable, updates: readonly { row: T; change: Partial<T> }[]): Promise<void>;
  add<T extends { id: string }>(table: UndoTable, rows: readonly T[]): Promise<void>;
  remove<T extends { id: string }>(table: UndoTable, rows: readonly T[]): Promise<void>;
}

const TABLES: readonly UndoTable[] = ['assets', 'versions', 'categories', 'notes', 'collections', 'collectionItems'];

/**
 * Does something that can be undone: in one transaction the change, the step that would take it back, and the line in
 * "Activity". What was undone before cannot be done again afterwards.
 * @param step tells of it, from what was really changed and what `work` gave back
 * @param besides tables that `work` writes as well; what it writes there stays when the step is taken back
 * @throws what `work` throws; nothing is changed then
 */
export async function undoable<Result>(
  library: Library,
  step: (changes: readonly RowChange[], result: Result) => ActivityNote<StepDeed>,
  work: (write: UndoWriter) => Promise<Result>,
  besides: readonly ('blobs' | 'embedded')[] = [],
): Promise<Result> {
  const { db } = inside(library);
  const changes: RowChange[] = [];
  let made: UndoId | undefined;
  const tables = [
    ...TABLES.map((name) => db.table(name)),
    db.undo,
    db.activity,
    ...besides.map((name) => db.table(name)),
  ];
  const result = await db.transaction('rw', tables, async () => {
    const result = await work(writer(db, changes));
    if (changes.length === 0) return result;
    const note = step(changes, result);
    await db.undo.where('undone').equals(1).delete();
    const nextId = await idsFor<UndoId>(db.undo);
    made = nextId();
    await db.undo.add({
      id: made,
      at: Date.now(),
      deed: note.deed,
      undone: 0,
      changes,
      hashes: hashesOf(changes),
    });
    await forgetOldest(db);
    await writeActivity(library, note);
    return result;
  });
  if (made) {
    library.onStep?.(made);
    announce(changeOf(changes));
  }
  return result;
}

function writer(db: LibraryDb, changes: RowChange[]): UndoWriter {
  const note = (change: RowChange) => changes.push(change);
  return {
    async patch(table, updates) {
      if (updates.length === 0) return;
      for (const { row, change } of updates) {
        const before: Record<string, unknown> = {};
        for (const key of Object.keys(change)) before[key] = (row as Record<string, unknown>)[key];
        note({ type: 'patch', table, key: row.id, assetId: assetOf(table, row), before });
      }
      await db.table(table).bulkPut(updates.map(({ row, change }) => ({ ...row, ...change })));
    },
    async add(table, rows) {
      for (const row of rows) note({ type: 'row', table, key: row.id, assetId: assetOf(table, row), before: null });
      await db.table(table).bulkAdd([...rows]);
    },
    async remove(table, rows) {
      for (const row of rows) note({ type: 'row', table, key: row.id, assetId: assetOf(table, row), before: row });
      await db.table(table).bulkDelete(rows.map((row) => row.id));
    },
  };
}

/** The asset that a row belongs to: what concerns an asset that is gone for good must not come back. */
function assetOf(table: UndoTable, row: object): AssetId | null {
  if (table === 'assets') return (row as Row).id as AssetId;
  return 'assetId' in row ? (row.assetId as AssetId) : null;
}

/** Bytes that only the step still points to, or might. */
function hashesOf(changes: readonly RowChange[]): BlobHash[] {
  const hashes = new Set<BlobHash>();
  for (const { before } of changes) {
    if (before && 'blobHash' in before && typeof before.blobHash === 'string') hashes.add(before.blobHash as BlobHash);
  }
  return [...hashes];
}

async function forgetOldest(db: LibraryDb): Promise<void> {
  const count = await db.undo.count();
  if (count <= MOST_STEPS) return;
  await db.undo.bulkDelete(
    await db.undo
      .orderBy('id')
      .limit(count - MOST_STEPS)
      .primaryKeys(),
  );
}

const MANY = 5000;

function changeOf(changes: readonly RowChange[]): Change {
  const assets = new Set<AssetId>();
  const change: Change = { undo: true };
  for (const { table, assetId } of changes) {
    if (assetId) assets.add(assetId);
    if (table === 'categories') change.categories = true;
    if (table === 'notes') change.notes = true;
    if (table === 'collections' || table === 'collectionItems') change.collections = true;
  }
  if (assets.size > 0) change.assets = assets.size > MANY ? null : [...assets];
  return change;
}

/** The step that "Undo" would take back, and the one that "Redo" would do again. */
export async function undoState(library: Library): Promise<{ undo: UndoRow | undefined; redo: UndoRow | undefined }> {
  const { db } = inside(library);
  const done = await db.undo.where('undone').equals(0).primaryKeys();
  const undone = await db.undo.where('undone').equals(1).primaryKeys();
  const [last, next] = [done.sort().at(-1), undone.sort().at(0)];
  return {
    undo: last ? await db.undo.get(last) : undefined,
    redo: next ? await db.undo.get(next) : undefined,
  };
}

/**
 * Takes a step back, or does it again.
 * @param id the step, where only this one is meant ("Undo" in a message): nothing happens where it is not the next
 * @returns what was done or undone; undefined where there was nothing
 */
export async function step(library: Library, direction: 'undo' | 'redo', id?: UndoId): Promise<StepDeed | undefined> {
  const { db } = inside(library);
  let applied: UndoRow | undefined;
  await db.transaction('rw', [...TABLES.map((name) => db.table(name)), db.undo, db.activity], async () => {
    const state = await undoState(library);
    const row = state[direction];
    if (!row || (id && row.id !== id)) return;
    const changes: RowChange[] = [];
    // Backwards: a step may have touched a row more than once.
    for (const [table, ofTable] of byTable([...row.changes].reverse())) {
      changes.push(...(await swap(db.table(table), ofTable)));
    }
    applied = row;
    await db.undo.put({ ...row, undone: direction === 'undo' ? 1 : 0, changes, hashes: hashesOf(changes) });
    const assetIds = [...new Set(changes.flatMap((change) => (change.assetId ? [change.assetId] : [])))];
    await writeActivity(library, { deed: { type: direction, deed: deedOf(row) }, assetIds });
  });
  if (applied) announce(changeOf(applied.changes));
  return applied && deedOf(applied);
}

function byTable(changes: readonly RowChange[]): Map<UndoTable, RowChange[]> {
  const tables = new Map<UndoTable, RowChange[]>();
  for (const change of changes) {
    const of = tables.get(change.table);
    if (of) of.push(change);
    else tables.set(change.table, [change]);
  }
  return tables;
}

/** Puts rows back as they were. @returns what would put them back as they are now */
async function swap(table: Table, changes: readonly RowChange[]): Promise<RowChange[]> {
  const keys = [...new Set(changes.map((change) => change.key))];
  const found: (Row | undefined)[] = await table.bulkGet(keys);
  const rows = new Map(keys.map((key, i) => [key, found[i]]));
  const inverse: RowChange[] = [];
  for (const change of changes) {
    const now = rows.get(change.key);
    if (change.type === 'row') {
      inverse.push({ ...change, before: now ?? null });
      rows.set(change.key, (change.before as Row | null) ?? undefined);
    } else if (now) {
      const before: Record<string, unknown> = {};
      for (const key of Object.keys(change.before)) before[key] = now[key];
      inverse.push({ ...change, before });
      rows.set(change.key, { ...now, ...change.before } as Row);
    } else {
      // Its row is not there: a step of an older program, which may have been taken back in another order. What it would
      // bring back is not lost.
      inverse.push(change);
    }
  }
  const put = [...rows.values()].filter((row) => row !== undefined);
  await table.bulkPut(put);
  await table.bulkDelete(keys.filter((key) => rows.get(key) === undefined));
  // In the order in which they were done: the other way they are gone through from the end.
  return inverse;
}

/**
 * Takes assets out of every step: they are gone for good, and nothing of them may come back.
 * @param whole whether steps that name one of them go whole: that takes no room
 */
export async function forgetInSteps(db: LibraryDb, assetIds: ReadonlySet<AssetId>, whole: boolean): Promise<void> {
  for (const row of await db.undo.toArray()) {
    const changes = row.changes.filter((change) => !change.assetId || !assetIds.has(change.assetId));
    if (changes.length === row.changes.length) continue;
    if (whole || changes.length === 0) await db.undo.delete(row.id);
    else await db.undo.put({ ...row, changes, hashes: hashesOf(changes) });
  }
}
