import { type Cells, REMOVED } from '../domain/cells';
import type { Stamp } from '../domain/stamp';
import type { PartRow, Step } from './schemas';

interface MergedRow {
  c: Record<string, unknown>;
  s: Stamp;
  o: Record<string, Stamp>;
}

/** Rows of states and logs, merged cell by cell: the later stamp wins, nothing else decides. */
export interface Merged {
  state(row: PartRow): void;
  step(step: Step): void;
  gone(id: string, stamp: Stamp): void;
  /** The rows of a table that are there, by their ids. */
  rows(table: string): Map<string, Cells>;
}

export function createMerged(): Merged {
  const tables = new Map<string, Map<string, MergedRow>>();
  const gone = new Set<string>();

  const tableOf = (name: string) => {
    const table = tables.get(name) ?? new Map<string, MergedRow>();
    tables.set(name, table);
    return table;
  };
  const write = (table: string, id: string, cells: Cells, stampOf: (cell: string) => Stamp) => {
    const rows = tableOf(table);
    for (const [cell, value] of Object.entries(cells)) {
      const stamp = stampOf(cell);
      const row = rows.get(id) ?? { c: {}, s: stamp, o: {} };
      rows.set(id, row);
      const mine = row.o[cell] ?? (Object.hasOwn(row.c, cell) ? row.s : '');
      if (stamp <= mine) continue;
      row.c[cell] = value;
      if (stamp === row.s) delete row.o[cell];
      else row.o[cell] = stamp;
    }
  };

  return {
    state([table, id, stamp, cells, other]) {
      write(table, id, cells, (cell) => other?.[cell] ?? stamp);
    },
    step({ t, set, gone: ids }) {
      for (const [table, rows] of Object.entries(set)) {
        for (const [id, cells] of Object.entries(rows)) write(table, id, cells, () => t);
      }
      for (const id of ids) gone.add(id);
    },
    gone(id) {
      gone.add(id);
    },
    rows(name) {
      const there = new Map<string, Cells>();
      for (const [id, { c }] of tables.get(name) ?? []) if (c[REMOVED] !== 1 && !gone.has(id)) there.set(id, c);
      return there;
    },
  };
}
