import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { open } from '../../../actions/open';
import { type Asset, titleOf } from '../../../domain/asset';
import { fieldValue } from '../../../domain/field-values';
import type { AssetId } from '../../../domain/ids';
import type { ColumnId } from '../../../domain/list-columns';
import { FIELDS } from '../../../fields';
import { Icon } from '../../../kit/Icon';
import { isForControl } from '../../../kit/press';
import { openCollection } from '../../../state/collections';
import { fields } from '../../../state/installation';
import { selection, selectOnly, selectRange, toggle } from '../../../state/selection';
import { formatBytes, formatDay } from '../../../text/format';
import { startAssetDrag } from '../drag';
import { dpiLabel, formatLabel, kindIcon, sizeLabel, timeLeft } from '../facts';
import { useAsset, usePreview } from '../use-asset';
import type { ListColumns } from './columns';
import { useDropInOrder } from './drop-in-order';
import { ItemControls } from './item-controls';
import { CONTROL_LINES } from './Tile';
import { TileActions } from './TileActions';
import './list.css';

/** The height of a line, in pixels. */
export const ROW = 44;

interface ListRowProps {
  id: AssetId;
  index: number;
  columns: ListColumns;
  tabStop: boolean;
}

/** One asset as a line. */
export function ListRow({ id, index, columns: { chosen, place, cells, template }, tabStop }: ListRowProps) {
  const asset = useAsset(id);
  const selected = useComputed(() => selection.value.has(id)).value;
  const url = usePreview(asset, 320);
  const title = asset ? titleOf(asset) : '';
  const drop = useDropInOrder(id, openCollection.value, 'down');
  return (
    <div
      class={`list-row ${selected ? 'selected' : ''} ${drop.mark}`}
      role="row"
      aria-label={title}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      data-asset={id}
      style={{ gridTemplateColumns: template, transform: `translateY(${index * ROW}px)` }}
      draggable={asset?.deletedAt === 0}
      onDragStart={(event) => startAssetDrag(event, id)}
      {...drop.handlers}
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
          {chosen.map((column, i) => {
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
          {place && (
            <Cell place={cells - 1}>
              {place === 'collection' ? <InCollection asset={asset} tabStop={tabStop} /> : timeLeft(asset)}
            </Cell>
          )}
          <Cell place={cells}>
            <TileActions asset={asset} tabStop={tabStop} />
          </Cell>
        </>
      )}
    </div>
  );
}

function InCollection({ asset, tabStop }: { asset: Asset; tabStop: boolean }) {
  const collection = openCollection.value;
  return collection ? <ItemControls asset={asset} collection={collection} tabStop={tabStop} /> : null;
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
