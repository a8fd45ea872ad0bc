import { useRef } from 'preact/hooks';
import { open } from '../../../actions/open';
import type { PackedIds } from '../../../domain/packed-ids';
import { moveInCollection } from '../../../flows/collections';
import { cellFor, inReadingDirection, lineFor } from '../../../kit/item-keys';
import { rowsInView, useView } from '../../../kit/windowed';
import { openCollection } from '../../../state/collections';
import { gridTotal } from '../../../state/grid';
import { may } from '../../../state/installation';
import { selectRange, toggle } from '../../../state/selection';
import { columnsNow } from './columns';
import { ListHead } from './ListHead';
import { ListRow, ROW } from './ListRow';
import './list.css';
import { useAssetRoving } from './roving';

const SPARE_ROWS = 8;

interface AssetListProps {
  ids: PackedIds;
  scroller: { readonly current: HTMLElement | null };
}

/**
 * The page's assets as lines with columns: only those in sight exist, and the one that has the focus. The keyboard is on
 * a line, or on one of its cells (ARIA Authoring Practices, "Grid" and "Treegrid").
 */
export function AssetList({ ids, scroller }: AssetListProps) {
  const list = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const view = useView(scroller, list);
  /** The cell that the arrows are on, by its place; null while they are on the line itself. */
  const cellAt = useRef<number | null>(null);
  const focusIn = (row: HTMLElement | null | undefined) => {
    const cell = cellAt.current === null ? null : row?.querySelector<HTMLElement>(`[data-cell="${cellAt.current}"]`);
    (cell ?? row)?.focus({ preventScroll: cell === null });
  };
  const columns = columnsNow();
  const headHeight = () => head.current?.offsetHeight ?? 0;
  const {
    focusedIndex,
    stopIndex: stop,
    here,
    moveTo,
    onFocusIn,
  } = useAssetRoving({
    ids,
    list,
    scroller,
    stretchOf: (index) => {
      const top = headHeight() + index * ROW;
      return { top, bottom: top + ROW, head: headHeight() };
    },
    focusIn,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const row = target?.closest<HTMLElement>('[data-asset]');
    if (!target || !row) return;
    const cell = target.closest<HTMLElement>('[data-cell]');
    const isCell = target === cell;
    if (target !== row && !isCell) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      focusIn(row);
      return;
    }
    const at = here();
    const id = ids.at(at);
    if (!id) return;
    const far = event.ctrlKey || event.metaKey;
    const collection = openCollection.peek();
    if (collection && far && /^Arrow(?:Up|Down)$/.test(event.key)) {
      event.preventDefault();
      if (may('collections')) void moveInCollection(collection.id, [id], at + (event.key === 'ArrowUp' ? -1 : 1));
      return;
    }
    const page = Math.max(1, Math.floor(view.height / ROW) - 3);
    const key = inReadingDirection(event.key);
    const control = (isCell ? cell : row)?.querySelector<HTMLElement>('input, select, button');
    const line = lineFor(key, {
      at,
      count: ids.length,
      page,
      inCell: isCell,
      far,
    });
    const place = cellFor(key, isCell ? cellAt.current : null, columns.cells);
    if (line !== undefined) moveTo(line, event.shiftKey);
    else if (place !== undefined) {
      cellAt.current = place;
      focusIn(row);
    } else if (event.key === ' ') event.shiftKey ? selectRange(id, true) : toggle(id);
    else if (event.key === 'F2' || (event.key === 'Enter' && isCell && control)) control?.focus();
    else if (event.key === 'Enter') void open.run({ ids: [id] });
    else return;
    event.preventDefault();
  };

  const rows = { rowHeight: ROW, count: ids.length, spare: SPARE_ROWS, keep: focusedIndex };
  return (
    <div
      ref={list}
      class="asset-list"
      role="grid"
      aria-label="Assets"
      aria-multiselectable="true"
      aria-rowcount={(gridTotal.value ?? ids.length) + 1}
      aria-colcount={columns.cells}
      style={{ minWidth: `${columns.least}px` }}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        onFocusIn(event);
        const target = event.target instanceof HTMLElement ? event.target : null;
        if (target?.dataset.asset) cellAt.current = null;
        else if (target?.dataset.cell) cellAt.current = Number(target.dataset.cell);
      }}
    >
      <ListHead head={head} columns={columns} />
      <div class="list-body" role="presentation" style={{ height: `${ids.length * ROW}px` }}>
        {rowsInView(view, rows).map((index) => {
          const id = ids.at(index);
          return id && <ListRow key={id} {...{ id, index, columns }} tabStop={index === stop} />;
        })}
      </div>
    </div>
  );
}
