import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { open } from '../../actions/open';
import { type Asset, titleOf } from '../../domain/asset';
import { fieldValue } from '../../domain/field-values';
import type { AssetId } from '../../domain/ids';
import { type ColumnId, FACT_COLUMNS, FACT_LABELS, type FactColumn, parseColumnSort } from '../../domain/list-columns';
import type { PackedIds } from '../../domain/packed-ids';
import { FIELDS } from '../../fields';
import { formatBytes, formatDate } from '../../kit/format';
import { Icon } from '../../kit/Icon';
import { focusedId, focusWanted, gridTotal } from '../../views/grid';
import { fields } from '../../views/installation';
import { listColumns, listSort } from '../../views/preferences';
import { anchorAt, selection, selectOnly, selectRange, toggle } from '../../views/selection';
import { startAssetDrag } from '../drag';
import { dpiLabel, formatLabel, kindIcon, sizeLabel } from '../facts';
import { useAsset, usePreview } from '../use-asset';
import { ColumnChooser } from './ColumnChooser';
import './list.css';
import { TileActions } from './TileActions';

const ROW = 44;
const SPARE_ROWS = 8;
/** The title row, the selection bar and the head of the list. */
const STICKY = 104;

interface AssetListProps {
  ids: PackedIds;
  scroller: { readonly current: HTMLElement | null };
}

/** The page's assets as lines with columns: only those in sight exist, and the one that has the focus. */
export function AssetList({ ids, scroller }: AssetListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const [wantedFocus, setWantedFocus] = useState<AssetId | null>(null);
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
  useLayoutEffect(() => {
    if (!wantedFocus) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-asset="${CSS.escape(wantedFocus)}"]`)
      ?.focus({ preventScroll: true });
    setWantedFocus(null);
  }, [wantedFocus]);

  const columns = columnsShown();
  const focusedIndex = focusedId.value ? ids.indexOf(focusedId.value) : -1;
  const stop = Math.max(0, focusedIndex);
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
    const top = (list.current?.offsetTop ?? 0) + target * ROW;
    if (top < scrolling.scrollTop + STICKY) scrolling.scrollTop = Math.max(0, top - STICKY);
    else if (top + 2 * ROW > scrolling.scrollTop + scrolling.clientHeight) {
      scrolling.scrollTop = top + 2 * ROW - scrolling.clientHeight;
    }
    setWantedFocus(id);
  };
  const wanted = focusWanted.value;
  const answered = useRef(wanted);
  useEffect(() => {
    if (answered.current === wanted) return;
    answered.current = wanted;
    moveTo(stop, false);
  }, [wanted]);

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-asset]') : null;
    if (!row) return;
    if (event.target !== row) {
      if (event.key === 'Escape') {
        event.preventDefault();
        row.focus();
      }
      return;
    }
    // Asked now, not when this was drawn: keys may come faster than frames.
    const here = Math.max(0, ids.indexOf(focusedId.peek() ?? (row.dataset.asset as AssetId)));
    const id = ids.at(here);
    if (!id) return;
    const page = Math.max(1, Math.floor(view.height / ROW) - 3);
    const steps: Record<string, number | undefined> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 0,
      End: ids.length - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === ' ') event.shiftKey ? selectRange(id, true) : toggle(id);
    else if (event.key === 'Enter') void open.run({ ids: [id] });
    else if (event.key === 'F2') row.querySelector<HTMLElement>('input, select, button')?.focus();
    else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor((view.top - (list.current?.offsetTop ?? 0)) / ROW) - SPARE_ROWS);
  const last = Math.min(ids.length, first + Math.ceil(view.height / ROW) + 2 * SPARE_ROWS);
  const drawn = Array.from({ length: last - first }, (_, i) => first + i);
  if (focusedIndex >= 0 && (focusedIndex < first || focusedIndex >= last)) drawn.push(focusedIndex);
  const template = `36px 44px minmax(180px, 2fr) repeat(${columns.length - 1}, minmax(80px, 1fr)) 190px`;
  return (
    <div
      ref={list}
      class="asset-list"
      role="grid"
      aria-label="Assets"
      aria-multiselectable="true"
      aria-rowcount={(gridTotal.value ?? ids.length) + 1}
      aria-colcount={columns.length}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-asset]') : null;
        if (row?.dataset.asset) focusedId.value = row.dataset.asset as AssetId;
      }}
    >
      <div class="list-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        <span />
        <span />
        {columns.map((column) => (
          <Head key={column} column={column} />
        ))}
        <ColumnChooser />
      </div>
      <div class="list-body" style={{ height: `${ids.length * ROW}px` }}>
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
function Head({ column }: { column: ColumnId }) {
  const sort = parseColumnSort(listSort.value);
  const mine = sort?.column === column;
  const direction = mine ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return (
    <span role="columnheader" aria-sort={direction} class="list-column">
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
        if (event.target instanceof Element && event.target.closest('button, select, input')) return;
        if (event.ctrlKey || event.metaKey) toggle(id);
        else if (event.shiftKey) selectRange(id);
        else selectOnly(id);
      }}
      onDblClick={() => void open.run({ ids: [id] })}
    >
      {asset && (
        <>
          <input
            type="checkbox"
            aria-label={`Select ${title}`}
            checked={selected}
            tabIndex={tabStop ? 0 : -1}
            onClick={(event) => (event.shiftKey ? selectRange(id, true) : toggle(id))}
          />
          <span class="list-picture">
            {url ? <img src={url} alt="" draggable={false} /> : <Icon name={kindIcon(asset.kind)} />}
          </span>
          {columns.map((column) => (
            <span
              key={column}
              role="gridcell"
              aria-label={columnLabel(column)}
              class="list-cell"
              title={textOf(asset, column)}
            >
              {textOf(asset, column)}
            </span>
          ))}
          <TileActions asset={asset} tabStop={tabStop} />
        </>
      )}
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
      return formatDate(asset.createdAt);
    default: {
      const field = fields.value.find((each) => `field:${each.id}` === column);
      return field ? FIELDS[field.type].print(fieldValue(asset, field.id)) : '';
    }
  }
}
