import type { Table } from 'dexie';
import { idAfter } from '../domain/ids';

/**
 * [Note: Order without a clock] What is ordered by its id (steps, uploads, assets, versions, notes, shares, collections)
 * must sort after everything that is there, also where a clock was ahead when that was made: so the greatest id is
 * looked up in the transaction that adds the row. Times in rows are what the clock said, and only shown.
 * @returns makes the table's next id, as often as it is called; inside the transaction that adds the rows
 */
export async function idsFor<Id extends string>(table: Table): Promise<() => Id> {
  const greatest: unknown[] = await table.toCollection().reverse().limit(1).primaryKeys();
  let last = typeof greatest[0] === 'string' ? greatest[0] : undefined;
  return () => {
    const id = idAfter<Id>(last);
    last = id;
    return id;
  };
}
