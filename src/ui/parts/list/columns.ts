import { type ColumnId, FACT_COLUMNS, FACT_LABELS, type FactColumn } from '../../../domain/list-columns';
import { openCollection } from '../../../state/collections';
import { fields } from '../../../state/installation';
import { listColumns } from '../../../state/preferences';
import { route } from '../../../state/route';

/** The least that columns need, in pixels; below that the list scrolls sideways. */
const CHECK = 36;
const TITLE = 200;
const COLUMN = 80;
const ACTIONS = 250;
const PLACE = { collection: 300, deleted: 100 } as const;
const GAP = 12;

/** What a page says of each asset besides the chosen columns: how it goes out of a collection, or how long it is still here. */
type PlaceColumn = keyof typeof PLACE | null;

export const PLACE_LABELS: Record<keyof typeof PLACE, string> = {
  collection: 'In the collection',
  deleted: 'Time left',
};

export interface ListColumns {
  chosen: readonly ColumnId[];
  place: PlaceColumn;
  /** How many cells a line has, those of the checkbox and the actions among them. */
  cells: number;
  /** How wide they are, for the grid of a line. */
  template: string;
  /** The least that all of them need, in pixels. */
  least: number;
}

/** The columns that the open page's list has. */
export function columnsNow(): ListColumns {
  const chosen = columnsShown();
  const place: PlaceColumn = openCollection.value ? 'collection' : route.value.page === 'deleted' ? 'deleted' : null;
  const placeWidth = place ? PLACE[place] : 0;
  return {
    chosen,
    place,
    cells: chosen.length + 2 + (place ? 1 : 0),
    template: `${CHECK}px minmax(${TITLE}px, 2fr) repeat(${chosen.length - 1}, minmax(${COLUMN}px, 1fr)) ${place ? `${placeWidth}px ` : ''}${ACTIONS}px`,
    least: CHECK + TITLE + (chosen.length - 1) * (COLUMN + GAP) + ACTIONS + 3 * GAP + (place ? placeWidth + GAP : 0),
  };
}

/** The chosen columns; fields that are retired are left out. */
function columnsShown(): ColumnId[] {
  const known = new Set<string>([...FACT_COLUMNS, ...fields.value.map((field) => `field:${field.id}`)]);
  const chosen = listColumns.value.split(',').filter((each) => known.has(each) && each !== 'title') as ColumnId[];
  return ['title', ...chosen];
}

export function columnLabel(column: ColumnId): string {
  if (!column.startsWith('field:')) return FACT_LABELS[column as FactColumn];
  return fields.value.find((field) => `field:${field.id}` === column)?.label ?? column;
}
