import type { Deed } from '../domain/activity';
import { type AssetId, ID_LENGTH } from '../domain/ids';
import { inside } from './db';
import type { Library } from './library';
import type { ActivityRow, Kept } from './rows';

/** What a verb tells of itself. */
export interface ActivityNote<Kind extends Deed = Deed> {
  deed: Kind;
  assetIds: readonly AssetId[];
}

/** A line of the lists "Activity". */
export interface ActivityLine extends Pick<ActivityRow, 'at' | 'who'> {
  id: number;
  deed: Deed;
}

/** What a row tells of. */
export function deedOf<Kind extends Deed>(row: Kept<Kind>): Kind | Extract<Deed, { type: 'told' }> {
  return 'deed' in row ? row.deed : { type: 'told', text: row.what };
}

const lineOf = (row: ActivityRow): ActivityLine => ({
  id: row.id ?? 0,
  at: row.at,
  who: row.who,
  deed: deedOf(row),
});

/** Up to here every asset is indexed by itself; an index entry for each of ten thousand would cost more than the edit. */
const FEW = 200;
/** "Kept short": the oldest beyond these go. */
const MOST_ROWS = 2000;
const MOST_BIG_ROWS = 100;

/** Writes a line of activity; inside the transaction of the verb that it tells of. */
export async function writeActivity(library: Library, { deed, assetIds }: ActivityNote): Promise<void> {
  const { db, author } = inside(library);
  const big = assetIds.length > FEW;
  const id = await db.activity.add({
    at: Date.now(),
    who: author,
    deed,
    assetIds: big ? [] : [...assetIds],
    many: big ? assetIds.join('') : '',
    big: big ? 1 : 0,
  });
  await db.activity
    .where(':id')
    .belowOrEqual(id - MOST_ROWS)
    .delete();
  if (!big) return;
  const bigIds = await db.activity.where('big').equals(1).primaryKeys();
  await db.activity.bulkDelete(bigIds.slice(0, Math.max(0, bigIds.length - MOST_BIG_ROWS)));
}

/** The newest activity of the library, newest first. */
export async function libraryActivity(library: Library, limit = 200): Promise<ActivityLine[]> {
  const { db } = inside(library);
  return (await db.activity.orderBy(':id').reverse().limit(limit).toArray()).map(lineOf);
}

/** What was done to one asset, newest first. */
export async function assetActivity(library: Library, id: AssetId): Promise<ActivityLine[]> {
  const { db } = inside(library);
  const rows = await db.activity.where('assetIds').equals(id).toArray();
  await db.activity
    .where('big')
    .equals(1)
    .each((row) => {
      if (names(row.many, id)) rows.push(row);
    });
  return rows.map(lineOf).sort((a, b) => b.id - a.id);
}

/** Ids have one length: only a match at a multiple of it is an id. */
function names(many: string, id: AssetId): boolean {
  for (let at = many.indexOf(id); at >= 0; at = many.indexOf(id, at + 1)) if (at % ID_LENGTH === 0) return true;
  return false;
}
