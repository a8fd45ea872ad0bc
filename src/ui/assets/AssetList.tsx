import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { open } from '../../actions/open';
import type { AssetId } from '../../domain/ids';
import type { PackedIds } from '../../domain/packed-ids';
import { moveInCollection } from '../../flows/collections';
import { openCollection } from '../../state/collections';
import { focusedId, focusWanted, gridTotal } from '../../state/grid';
import { may } from '../../state/installation';
import { anchorAt, selectRange, toggle } from '../../state/selection';
import { bringIntoSight } from './bring-into-sight';
import { columnsNow } from './columns';
import { ListHead } from './ListHead';
import { ListRow, ROW } from './ListRow';
import './list.css';
import { cellFor, inReadingDirection, lineFor } from './list-keys';
import { useFocusLost, useStop } from './stop';

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
  const [view, setView] = useState({ top: 0, height: 900 });
  const [wantedFocus, setWantedFocus] = useState<AssetId | null>(null);
  /** The cell that the arrows are on, by its place; null while they are on the line itself. */
  const cellAt = useRef<number | null>(null);
  useLayoutEffect(() => {
    const scrolling = scroller.current;
    if (!scrolling) return;
    const measure = () => setView({ top: scrolling.scrollTop, height: scrolling.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scrolling);
    scrolling.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      scrolling.removeEventListener('scroll', measure);
    };
  }, []);
  const rowOf = (id: AssetId) => list.current?.querySelector<HTMLElement>(`[data-asset="${CSS.escape(id)}"]`);
  const focusIn = (row: HTMLElement | null | undefined) => {
    const cell = cellAt.current === null ? null : row?.querySelector<HTMLElement>(`[data-cell="${cellAt.current}"]`);
    (cell ?? row)?.focus({ preventScroll: cell === null });
  };
  useLayoutEffect(() => {
    if (!wantedFocus) return;
    focusIn(rowOf(wantedFocus));
    setWantedFocus(null);
  }, [wantedFocus]);

  const columns = columnsNow();
  const { focusedIndex, stopIndex: stop } = useStop(ids);
  const moveTo = (index: number, extend: boolean) => {
    const target = Math.max(0, Math.min(ids.length - 1, index));
    const id = ids.at(target);
    const scrolling = scroller.current;
    if (!id || !scrolling) return;
    if (extend) {
      const from = ids.at(stop);
      if (from) anchorAt(from);
      selectRange(id);
    }
    focusedId.value = id;
    const top = (list.current?.offsetTop ?? 0) + (head.current?.offsetHeight ?? 0) + target * ROW;
    bringIntoSight(scrolling, { top, bottom: top + ROW, head: head.current?.offsetHeight });
    setWantedFocus(id);
  };
  const wanted = focusWanted.value;
  const answered = useRef(wanted);
  useEffect(() => {
    if (answered.current === wanted) return;
    answered.current = wanted;
    moveTo(stop, false);
  }, [wanted]);

  useFocusLost(list, () => {
    const id = ids.at(stop);
    if (!id) return;
    focusedId.value = id;
    setWantedFocus(id);
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
    // Asked now, not when this was drawn: keys may come faster than frames.
    const here = Math.max(0, ids.indexOf(focusedId.peek() ?? (row.dataset.asset as AssetId)));
    const id = ids.at(here);
    if (!id) return;
    const far = event.ctrlKey || event.metaKey;
    const collection = openCollection.peek();
    if (collection && far && /^Arrow(?:Up|Down)$/.test(event.key)) {
      event.preventDefault();
      if (may('collections')) void moveInCollection(collection.id, [id], here + (event.key === 'ArrowUp' ? -1 : 1));
      return;
    }
    const page = Math.max(1, Math.floor(view.height / ROW) - 3);
    const key = inReadingDirection(event.key);
    const control = (isCell ? cell : row)?.querySelector<HTMLElement>('input, select, button');
    const line = lineFor(key, {
      at: here,
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

  const first = Math.max(0, Math.floor((view.top - (list.current?.offsetTop ?? 0)) / ROW) - SPARE_ROWS);
  const last = Math.min(ids.length, first + Math.ceil(view.height / ROW) + 2 * SPARE_ROWS);
  const drawn = Array.from({ length: last - first }, (_, i) => first + i);
  if (focusedIndex >= 0 && (focusedIndex < first || focusedIndex >= last)) drawn.push(focusedIndex);
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
        const target = event.target instanceof HTMLElement ? event.target : null;
        const row = target?.closest<HTMLElement>('[data-asset]');
        if (row?.dataset.asset) focusedId.value = row.dataset.asset as AssetId;
        if (target === row) cellAt.current = null;
        else if (target?.dataset.cell) cellAt.current = Number(target.dataset.cell);
      }}
    >
      <ListHead head={head} columns={columns} />
      <div class="list-body" role="presentation" style={{ height: `${ids.length * ROW}px` }}>
        {drawn.map((index) => {
          const id = ids.at(index);
          return id && <ListRow key={id} {...{ id, index, columns }} tabStop={index === stop} />;
        })}
      </div>
    </div>
  );
}
