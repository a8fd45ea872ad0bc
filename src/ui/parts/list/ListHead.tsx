import type { RefObject } from 'preact';
import { type ColumnId, parseColumnSort } from '../../../domain/list-columns';
import { Icon } from '../../../kit/Icon';
import { listSort } from '../../../state/preferences';
import { ColumnChooser } from './ColumnChooser';
import { columnLabel, type ListColumns, PLACE_LABELS } from './columns';
import './list.css';

interface ListHeadProps {
  columns: ListColumns;
  head: RefObject<HTMLDivElement | null>;
}

/** The first line: what each column is, and which there are. */
export function ListHead({ columns: { chosen, place, cells, template }, head }: ListHeadProps) {
  return (
    <div ref={head} class="list-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      <span role="columnheader" aria-colindex={1}>
        <span class="visually-hidden">Select</span>
      </span>
      {chosen.map((column, i) => (
        <Head key={column} column={column} place={i + 2} fixed={place !== null} />
      ))}
      {place && (
        <span role="columnheader" aria-colindex={cells - 1} class="list-column">
          <span>{PLACE_LABELS[place]}</span>
        </span>
      )}
      <span role="columnheader" aria-colindex={cells} class="list-last">
        <span>Actions</span>
        <ColumnChooser />
      </span>
    </div>
  );
}

/** A column's head: pressed, it orders by it; again, the other way round. A page with an order of its own keeps it. */
function Head({ column, place, fixed }: { column: ColumnId; place: number; fixed: boolean }) {
  if (fixed) {
    return (
      <span role="columnheader" aria-colindex={place} class="list-column">
        <span>{columnLabel(column)}</span>
      </span>
    );
  }
  const sort = parseColumnSort(listSort.value);
  const mine = sort?.column === column;
  const direction = mine ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return (
    <span role="columnheader" aria-sort={direction} aria-colindex={place} class="list-column">
      <button
        type="button"
        onClick={() => {
          listSort.value = `${column}:${mine && !sort.descending ? 'desc' : 'asc'}`;
        }}
      >
        {columnLabel(column)}
        {mine && <Icon name={sort.descending ? 'chevron-down' : 'chevron-up'} size={13} />}
      </button>
    </span>
  );
}
