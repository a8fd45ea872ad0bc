import { useRef } from 'preact/hooks';
import { open } from '../../../actions/open';
import type { AssetId } from '../../../domain/ids';
import type { PackedIds } from '../../../domain/packed-ids';
import { moveInCollection } from '../../../flows/collections';
import { inReadingDirection, isForControls, tileFor, tileStep } from '../../../kit/item-keys';
import { rowsInView, useView } from '../../../kit/windowed';
import { openCollection } from '../../../state/collections';
import { gridTotal } from '../../../state/grid';
import { may } from '../../../state/installation';
import { tileSize } from '../../../state/preferences';
import { clearSelection, selectAll, selectedCount, selectRange, toggle } from '../../../state/selection';
import { layoutFor } from './layout';
import { useAssetRoving } from './roving';
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
  const { focusedIndex, stopIndex, here, moveTo, onFocusIn } = useAssetRoving({
    ids,
    list: grid,
    scroller,
    stretchOf: (index) => ({ top: rowOf(index) * layout.rowHeight, bottom: (rowOf(index) + 1) * layout.rowHeight }),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=gridcell]') : null;
    if (!cell || isForControls(event, cell)) return;
    const at = here();
    const id = ids.at(at);
    const far = event.ctrlKey || event.metaKey;
    const key = inReadingDirection(event.key);
    const { columns } = layout;
    if (collection && id && far && tileStep(key, columns) !== 0) {
      event.preventDefault();
      if (may('collections')) void moveInCollection(collection.id, [id], at + tileStep(key, columns));
      return;
    }
    const page = Math.max(1, Math.floor(view.height / layout.rowHeight) - 1);
    const target = tileFor(key, { at, count: ids.length, columns, page, far });
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (!(id && isSelecting(event, id))) return;
    event.preventDefault();
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
      onFocusIn={onFocusIn}
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

/** Keys of selecting and opening. @returns whether the key did something */
function isSelecting(event: KeyboardEvent, id: AssetId): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') void selectAll();
  else if (event.key === ' ') event.shiftKey ? selectRange(id, true) : toggle(id);
  else if (event.key === 'Enter') void open.run({ ids: [id] });
  else if (event.key === 'Escape' && selectedCount.peek() > 0) clearSelection();
  else return false;
  return true;
}
