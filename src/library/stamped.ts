import { type Cells, cellsOf, REMOVED, STAMPED_TABLES, type StampedTable } from '../domain/cells';
import type { AssetId, BlobHash } from '../domain/ids';
import type { Stamp } from '../domain/stamp';
import { CARRIED_SETTINGS } from './carried';
import { inside } from './db';
import { clockOf, getDevice } from './in-storage';
import type { Library } from './library';
import type { StampRow, StatePart } from './rows';
import { rowId } from './stamping';

/** A row in a state: its table and id, the stamp of its cells, the cells, and the stamps of those that have another one. */
type StampedRow = readonly [
  table: StampedTable | 'blobs',
  id: string,
  stamp: Stamp,
  cells: Cells,
  other?: Readonly<Record<string, Stamp>>,
];

/** Rows that lie together in a state. */
interface StampedGroup extends Omit<StatePart, 'name'> {
  rows: StampedRow[];
}

/** So many assets are in a part of a state, and so many rows of another table. */
const ASSETS_A_PART = 1000;
const ROWS_A_PART = 5000;

/**
 * Every row with its stamps, as the library is at one moment: in one transaction, so `take` must not wait for anything. Where the
 * parts of the state before began and ended, these do, too: only those in which something changed are other ones.
 * @returns ids that went for good, and how far the outbox was
 */
export async function readStamped(
  library: Library,
  take: (group: StampedGroup) => void,
): Promise<{ gone: [id: string, stamp: Stamp][]; outbox: number }> {
  const { db } = inside(library);
  return db.transaction('r', [...STAMPED_TABLES, db.sync, db.stamps, db.outbox, db.sent], async () => {
    const clock = await clockOf(library);
    const device = await getDevice(library);
    const stamps = new Map((await db.stamps.toArray()).map((row) => [`${row.table} ${row.id}`, row]));
    const parts = device?.state?.parts ?? [];
    const founded = clock?.founded ?? ('' as Stamp);
    const stamped = (table: StampedTable, id: string, cells: Cells): StampedRow => {
      const row = stamps.get(`${table} ${id}`);
      stamps.delete(`${table} ${id}`);
      return withStamps(table, id, cells, row, founded);
    };
    const idOf = (table: StampedTable, row: object) =>
      rowId(
        table,
        (row as Record<string, string>)[db.table(table).schema.primKey.keyPath as string] ?? '',
        clock?.device ?? '',
      );

    for (const table of STAMPED_TABLES) {
      if (table === 'assets' || table === 'versions' || table === 'notes') continue;
      const all: object[] = await db.table(table).toArray();
      const carried =
        table === 'settings' ? all.filter((row) => 'key' in row && CARRIED_SETTINGS.includes(String(row.key))) : all;
      const rows = carried.map((row) => stamped(table, idOf(table, row), cellsOf(table, row)));
      for (const group of grouped(rows, table, parts, ROWS_A_PART)) take(group);
    }

    const ids = (await db.assets.toCollection().primaryKeys()) as AssetId[];
    for (const { from, to, ids: some } of ranges(
      ids,
      parts.filter(({ of }) => of === 'assets'),
      ASSETS_A_PART,
    )) {
      const rows: StampedRow[] = [];
      const assets = await db.assets.bulkGet(some as AssetId[]);
      for (const asset of assets) if (asset) rows.push(stamped('assets', asset.id, cellsOf('assets', asset)));
      const versions = await db.versions.where('assetId').anyOf(some).sortBy('id');
      const sent = await db.sent.bulkGet(versions.map(({ blobHash }) => blobHash));
      const blobs = new Set<BlobHash>();
      versions.forEach((version, i) => {
        const kept = sent[i];
        const row = stamped('versions', version.id, cellsOf('versions', version));
        rows.push(kept?.packedAt ? withCells(row, kept.packed, kept.packedAt) : row);
        if (!kept?.t || blobs.has(kept.hash)) return;
        blobs.add(kept.hash);
        rows.push(['blobs', kept.hash, kept.t, { at: kept.at, bytes: kept.bytes, pieces: kept.pieces }]);
      });
      for (const note of await db.notes.where('assetId').anyOf(some).sortBy('id')) {
        rows.push(stamped('notes', note.id, cellsOf('notes', note)));
      }
      take({ of: 'assets', from, to, rows });
    }

    // What is left of the stamps is of rows that are not there any more.
    const left = [...stamps.values()];
    const removed = left.filter(({ o, gone }) => o[REMOVED] && !gone);
    const tombstones = removed.map(({ table, id, o, s }): StampedRow => [table, id, o[REMOVED] ?? s, { [REMOVED]: 1 }]);
    for (const group of grouped(tombstones, 'removed', parts, ROWS_A_PART)) take(group);
    const last = await db.outbox.toCollection().last();
    return {
      gone: left.flatMap(({ id, gone }): [string, Stamp][] => (gone ? [[id, gone]] : [])),
      outbox: last?.n ?? 0,
    };
  });
}

function withStamps(
  table: StampedTable,
  id: string,
  cells: Cells,
  row: StampRow | undefined,
  founded: Stamp,
): StampedRow {
  if (!row) return [table, id, founded, cells];
  // Cells that say that something is not there any more are kept, as long as the row is.
  const all: Record<string, unknown> = { ...cells };
  for (const cell of Object.keys(row.o)) {
    if (!(cell in all)) all[cell] = cell === REMOVED || /^(?:f\.[^/]*\/|c\.)/.test(cell) ? 0 : null;
  }
  return Object.keys(row.o).length > 0 ? [table, id, row.s, all, row.o] : [table, id, row.s, all];
}

function withCells([table, id, stamp, cells, other]: StampedRow, more: Cells, at: Stamp): StampedRow {
  const stamps = Object.fromEntries(Object.keys(more).map((cell) => [cell, at]));
  return [table, id, stamp, { ...cells, ...more }, { ...other, ...stamps }];
}

function grouped(rows: readonly StampedRow[], of: string, parts: readonly StatePart[], most: number): StampedGroup[] {
  const byId = new Map(rows.map((row) => [`${row[1]} ${row[0]}`, row]));
  const ids = [...byId.keys()].sort();
  const mine = parts.filter((part) => part.of === of);
  return ranges(ids, mine, most).map(({ from, to, ids: some }) => ({
    of,
    from,
    to,
    rows: some.map((id) => byId.get(id)).filter((row) => row !== undefined),
  }));
}

/** Sorted ids in groups: those of earlier ones as they were, what came since after them. */
export function ranges(
  ids: readonly string[],
  before: readonly Pick<StatePart, 'from' | 'to'>[],
  most: number,
): { from: string; to: string; ids: string[] }[] {
  const groups: { from: string; to: string; ids: string[] }[] = [];
  const ends = before.map(({ to }) => to).sort();
  let at = 0;
  let last: { from: string; to: string; ids: string[] } | undefined;
  for (const id of ids) {
    while (at < ends.length && id > (ends[at] ?? '')) at++;
    const end = ends[at];
    // What came since fills the last group of before up.
    if (!last || (end === undefined ? last.ids.length >= most : last.to !== end)) {
      last = { from: id, to: end ?? id, ids: [] };
      groups.push(last);
    }
    last.ids.push(id);
    if (end === undefined) last.to = id;
  }
  return groups;
}
