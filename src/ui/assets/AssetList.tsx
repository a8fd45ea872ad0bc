import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { open } from '../../actions/open';
import { type Asset, titleOf } from '../../domain/asset';
import { fieldValue } from '../../domain/field-values';
import type { AssetId } from '../../domain/ids';
import { type ColumnId, FACT_COLUMNS, FACT_LABELS, type FactColumn, parseColumnSort } from '../../domain/list-columns';
import type { PackedIds } from '../../domain/packed-ids';
import { FIELDS } from '../../fields';
import { formatBytes, formatDay } from '../../kit/format';
import { Icon } from '../../kit/Icon';
import { isForControl } from '../../kit/press';
import { focusedId, focusWanted, gridTotal } from '../../views/grid';
import { fields } from '../../views/installation';
import { listColumns, listSort } from '../../views/preferences';
import { anchorAt, selection, selectOnly, selectRange, toggle } from '../../views/selection';
import { startAssetDrag } from '../drag';
import { dpiLabel, formatLabel, kindIcon, sizeLabel } from '../facts';
import { useAsset, usePreview } from '../use-asset';
import { bringIntoSight } from './bring-into-sight';
import { ColumnChooser } from './ColumnChooser';
import './list.css';
import { cellFor, inReadingDirection, lineFor } from './list-keys';
import { useFocusLost, useStop } from './stop';
import { CONTROL_LINES } from './Tile';
import { TileActions } from './TileActions';

const ROW = 44;
const SPARE_ROWS = 8;
/** The least that columns need, in pixels; below that the list scrolls sideways. */
const TITLE = 200;
const COLUMN = 80;
const ACTIONS = 250;
const GAP = 12;
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

  const columns = columnsShown();
  const cells = columns.length + 2;
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
    const page = Math.max(1, Math.floor(view.height / ROW) - 3);
    const key = inReadingDirection(event.key);
    const control = (isCell ? cell : row)?.querySelector<HTMLElement>('input, select, button');
    const line = lineFor(key, {
      at: here,
      count: ids.length,
      page,
      inCell: isCell,
      far: event.ctrlKey || event.metaKey,
    });
    const place = cellFor(key, isCell ? cellAt.current : null, cells);
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
  const template = `36px minmax(${TITLE}px, 2fr) repeat(${columns.length - 1}, minmax(${COLUMN}px, 1fr)) ${ACTIONS}px`;
  const least = 36 + TITLE + (columns.length - 1) * (COLUMN + GAP) + ACTIONS + 3 * GAP;
  return (
    <div
      ref={list}
      class="asset-list"
      role="grid"
      aria-label="Assets"
      aria-multiselectable="true"
      aria-rowcount={(gridTotal.value ?? ids.length) + 1}
      aria-colcount={cells}
      style={{ minWidth: `${least}px` }}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        const target = event.target instanceof HTMLElement ? event.target : null;
        const row = target?.closest<HTMLElement>('[data-asset]');
        if (row?.dataset.asset) focusedId.value = row.dataset.asset as AssetId;
        if (target === row) cellAt.current = null;
        else if (target?.dataset.cell) cellAt.current = Number(target.dataset.cell);
      }}
    >
      <div ref={head} class="list-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        <span role="columnheader" aria-colindex={1}>
          <span class="visually-hidden">Select</span>
        </span>
        {columns.map((column, i) => (
          <Head key={column} column={column} place={i + 2} />
        ))}
        <span role="columnheader" aria-colindex={cells} class="list-last">
          <span>Actions</span>
          <ColumnChooser />
        </span>
      </div>
      <div class="list-body" role="presentation" style={{ height: `${ids.length * ROW}px` }}>
        {drawn.map((index) => {
          const id = ids.at(index);
          return id && <Row key={id} {...{ id, index, columns, template }} tabStop={index === stop} />;
        })}
      </div>
    </div>
  );
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

/** A column's head: pressed, it orders by it; again, the other way round. */
function Head({ column, place }: { column: ColumnId; place: number }) {
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

interface RowProps {
  id: AssetId;
  index: number;
  columns: readonly ColumnId[];
  template: string;
  tabStop: boolean;
}

function Row({ id, index, columns, template, tabStop }: RowProps) {
  const asset = useAsset(id);
  const selected = useComputed(() => selection.value.has(id)).value;
  const url = usePreview(asset, 320);
  const title = asset ? titleOf(asset) : '';
  return (
    <div
      class={`list-row ${selected ? 'selected' : ''}`}
      role="row"
      aria-label={title}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      data-asset={id}
      style={{ gridTemplateColumns: template, transform: `translateY(${index * ROW}px)` }}
      draggable={asset !== undefined}
      onDragStart={(event) => startAssetDrag(event, id)}
      onClick={(event) => {
        if (isForControl(event, CONTROL_LINES)) return;
        if (event.ctrlKey || event.metaKey) toggle(id);
        else if (event.shiftKey) selectRange(id);
        else selectOnly(id);
      }}
      onDblClick={(event) => {
        if (!isForControl(event, CONTROL_LINES)) void open.run({ ids: [id] });
      }}
    >
      {/* A row that waits for its asset has a cell all the same (ARIA 1.2, row: required owned elements). */}
      {!asset && <Cell place={2} />}
      {asset && (
        <>
          <Cell place={1}>
            <input
              type="checkbox"
              aria-label={`Select ${title}`}
              checked={selected}
              tabIndex={tabStop ? 0 : -1}
              onClick={(event) => (event.shiftKey ? selectRange(id, true) : toggle(id))}
            />
          </Cell>
          {columns.map((column, i) => {
            const text = textOf(asset, column);
            return (
              <Cell key={column} place={i + 2} title={text}>
                {column === 'title' && (
                  <span class="list-picture">
                    {url ? <img src={url} alt="" draggable={false} /> : <Icon name={kindIcon(asset.kind)} />}
                  </span>
                )}
                <span class="list-text" dir="auto">
                  {text}
                </span>
              </Cell>
            );
          })}
          <Cell place={columns.length + 2}>
            <TileActions asset={asset} tabStop={tabStop} />
          </Cell>
        </>
      )}
    </div>
  );
}

/** One cell; it says what it holds, and the arrows can be on it. */
function Cell({ place, title, children }: { place: number; title?: string; children?: ComponentChildren }) {
  return (
    <div
      role="gridcell"
      class="list-cell"
      aria-colindex={place}
      data-cell={place}
      tabIndex={-1}
      title={title || undefined}
    >
      {children}
    </div>
  );
}

function textOf(asset: Asset, column: ColumnId): string {
  switch (column) {
    case 'title':
      return titleOf(asset);
    case 'format':
      return formatLabel(asset);
    case 'pixels':
      return sizeLabel(asset);
    case 'dpi':
      return dpiLabel(asset);
    case 'bytes':
      return formatBytes(asset.bytes);
    case 'added':
      return formatDay(asset.createdAt);
    default: {
      const field = fields.value.find((each) => `field:${each.id}` === column);
      return field ? FIELDS[field.type].print(fieldValue(asset, field.id)) : '';
    }
  }
}
