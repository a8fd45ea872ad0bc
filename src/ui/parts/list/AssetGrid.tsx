import { useRef } from 'preact/hooks';
import { open } from '../../../actions/open';
import type { AssetId } from '../../../domain/ids';
import type { PackedIds } from '../../../domain/packed-ids';
import { moveInCollection } from '../../../flows/collections';
import { rowsInView, useView } from '../../../kit/windowed';
import { openCollection } from '../../../state/collections';
import { focusedId, gridTotal } from '../../../state/grid';
import { may } from '../../../state/installation';
import { tileSize } from '../../../state/preferences';
import { clearSelection, selectAll, selectedCount, selectRange, toggle } from '../../../state/selection';
import { layoutFor } from './layout';
import { useRoving } from './roving';
import { Tile } from './Tile';
import './assets.css';

const SPARE_ROWS = 2;

interface AssetGridProps {
  ids: PackedIds;
  /** The element that scrolls. */
  scroller: { readonly current: HTMLElement | null };
}

/** The page's list of assets: only the rows in sight exist, and the one that has the focus. */
export function AssetGrid({ ids, scroller }: AssetGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const view = useView(scroller, grid);
  const { width } = view;
  const collection = openCollection.value;
  const layout = layoutFor(width, tileSize.value, collection !== undefined);
  const rowOf = (index: number) => Math.floor(index / layout.columns);
  const { focusedIndex, stopIndex, moveTo } = useRoving({
    ids,
    list: grid,
    scroller,
    stretchOf: (index) => ({ top: rowOf(index) * layout.rowHeight, bottom: (rowOf(index) + 1) * layout.rowHeight }),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=gridcell]') : null;
    if (!cell) return;
    if (event.target !== cell) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      cell.focus();
      return;
    }
    // Asked now, not when this was drawn: keys may come faster than frames.
    const focused = focusedId.peek();
    const at = focused ? ids.indexOf(focused) : -1;
    const here = at >= 0 ? at : stopIndex;
    const id = ids.at(here);
    if (collection && id && (event.ctrlKey || event.metaKey) && /^Arrow(?:Left|Right|Up|Down)$/.test(event.key)) {
      event.preventDefault();
      if (may('collections')) void moveInCollection(collection.id, [id], here + arrowStep(event.key, layout.columns));
      return;
    }
    const perPage = layout.columns * Math.max(1, Math.floor(view.height / layout.rowHeight) - 1);
    if (
      onGridKey(event, {
        index: here,
        perPage,
        count: ids.length,
        columns: layout.columns,
        id,
        moveTo,
      })
    ) {
      event.preventDefault();
    } else if (event.key === 'F2') {
      cell.querySelector<HTMLElement>('input, select, button')?.focus();
      event.preventDefault();
    }
  };

  const rowCount = Math.ceil(ids.length / layout.columns);
  const keep = focusedIndex >= 0 ? rowOf(focusedIndex) : -1;
  const total = gridTotal.value;
  return (
    <div
      ref={grid}
      class="grid"
      role="grid"
      aria-label="Assets"
      aria-multiselectable="true"
      aria-rowcount={total === undefined ? -1 : Math.ceil(total / layout.columns)}
      aria-colcount={layout.columns}
      style={{ height: `${rowCount * layout.rowHeight}px` }}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-asset]') : null;
        if (cell?.dataset.asset) focusedId.value = cell.dataset.asset as AssetId;
      }}
    >
      {width > 0 &&
        rowsInView(view, { rowHeight: layout.rowHeight, count: rowCount, spare: SPARE_ROWS, keep }).map((row) => (
          <div
            key={row}
            class="grid-row"
            role="row"
            aria-rowindex={row + 1}
            style={{
              transform: `translateY(${row * layout.rowHeight}px)`,
              gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))`,
              gap: `${layout.gap}px`,
            }}
          >
            {ids.slice(row * layout.columns, (row + 1) * layout.columns).map((id, column) => (
              <Tile
                key={id}
                id={id}
                column={column + 1}
                layout={layout}
                tabStop={row * layout.columns + column === stopIndex}
              />
            ))}
          </div>
        ))}
    </div>
  );
}

/** How far an arrow goes in the list. */
function arrowStep(key: string, columns: number): number {
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl' ? -1 : 1;
  const steps: Record<string, number> = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: columns, ArrowUp: -columns };
  return steps[key] ?? 0;
}

interface KeyContext {
  index: number;
  perPage: number;
  count: number;
  columns: number;
  id: AssetId | undefined;
  moveTo: (index: number, extend: boolean) => void;
}

/** Keys of a grid (ARIA Authoring Practices, "Grid") and of selecting. @returns whether the key did something */
function onGridKey(event: KeyboardEvent, { index, perPage, count, columns, id, moveTo }: KeyContext): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'a') {
    void selectAll();
    return true;
  }
  const rowStart = index - (index % columns);
  const steps: Record<string, number | undefined> = {
    ArrowRight: index + arrowStep('ArrowRight', columns),
    ArrowLeft: index + arrowStep('ArrowLeft', columns),
    ArrowDown: index + columns < count ? index + columns : index,
    ArrowUp: index - columns >= 0 ? index - columns : index,
    PageDown: index + perPage,
    PageUp: index - perPage,
    Home: command ? 0 : rowStart,
    End: command ? count - 1 : Math.min(count - 1, rowStart + columns - 1),
  };
  const target = steps[event.key];
  if (target !== undefined) {
    moveTo(target, event.shiftKey);
    return true;
  }
  if (event.key === ' ' && id) {
    if (event.shiftKey) selectRange(id, true);
    else toggle(id);
    return true;
  }
  if (event.key === 'Enter' && id) {
    void open.run({ ids: [id] });
    return true;
  }
  if (event.key === 'Escape' && selectedCount.peek() > 0) {
    clearSelection();
    return true;
  }
  return false;
}
