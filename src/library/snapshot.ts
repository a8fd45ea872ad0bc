import { Dexie, type Table } from 'dexie';
import type { Asset, Version } from '../domain/asset';
import type { Category } from '../domain/category';
import type { Collection, CollectionItem } from '../domain/collection';
import type { Note } from '../domain/note';
import type { Share } from '../domain/share';
import { CARRIED_SETTINGS } from './carried';
import { inside } from './db';
import type { Library } from './library';
import type { ActivityRow, EmbeddedRow, JobRow, SettingRow, UploadRow } from './rows';

/** Tables whose rows are carried to another place, in the order in which they are written there. */
export const CARRIED_TABLES = [
  'settings',
  'categories',
  'collections',
  'collectionItems',
  'assets',
  'versions',
  'notes',
  'shares',
  'jobs',
  'embedded',
  'activity',
] as const satisfies (keyof CarriedRows)[];
export type CarriedTable = (typeof CARRIED_TABLES)[number];

/** The row of each. */
export interface CarriedRows {
  settings: SettingRow;
  categories: Category;
  collections: Collection;
  collectionItems: CollectionItem;
  assets: Asset;
  versions: Version;
  notes: Note;
  shares: Share;
  jobs: UploadRow;
  embedded: EmbeddedRow;
  activity: ActivityRow;
}

/** Some rows of a table. */
export type CarriedBatch = { [Name in CarriedTable]: { table: Name; rows: CarriedRows[Name][] } }[CarriedTable];

const ROWS_AT_ONCE = 1000;

/**
 * Every row that is to be carried elsewhere, as the library is at one moment: all in one transaction, so `take` must not wait for
 * anything. Of shares the secrets stay here, of uploads the handles of files; finished zips are not carried at all.
 */
export async function readSnapshot(library: Library, take: (batch: CarriedBatch) => void): Promise<void> {
  const { db } = inside(library);
  await db.transaction('r', [...CARRIED_TABLES], async () => {
    for (const name of CARRIED_TABLES) {
      const table: Table<object, string | number> = db.table(name);
      let last: unknown = Dexie.minKey;
      for (let more = true; more; ) {
        const rows = await table.where(':id').above(last).limit(ROWS_AT_ONCE).toArray();
        const carried = rows.flatMap((row) => CARRIED[name]?.(row as never) ?? [row]);
        if (carried.length > 0) take({ table: name, rows: carried } as CarriedBatch);
        more = rows.length === ROWS_AT_ONCE;
        last = keyOf(table, rows.at(-1));
      }
    }
  });
}

function keyOf(table: Table, row: object | undefined): unknown {
  const path = table.schema.primKey.keyPath;
  return typeof path === 'string' && row && path in row ? row[path as keyof typeof row] : undefined;
}

/** What goes out of a row, where that is not all of it. */
const CARRIED: Partial<Record<CarriedTable, (row: never) => object[]>> = {
  settings: (row: SettingRow) => (CARRIED_SETTINGS.includes(row.key) ? [row] : []),
  shares: (row: Share) => [{ ...row, link: '', key: null }],
  jobs: (row: JobRow) => (row.kind === 'upload' ? [{ ...row, handles: [] }] : []),
};
