import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { open } from '../../../actions/open';
import { type Asset, titleOf } from '../../../domain/asset';
import type { AssetId } from '../../../domain/ids';
import { Icon } from '../../../kit/Icon';
import { isForControl } from '../../../kit/press';
import { openCollection } from '../../../state/collections';
import { openDialog } from '../../../state/dialogs';
import { describeFailure } from '../../../state/failure';
import { selectedCount, selection, selectOnly, selectRange, toggle } from '../../../state/selection';
import { middleEllipsis } from '../../../text/naming';
import { startAssetDrag } from '../drag';
import { dpiLabel, formatLabel, kindIcon, sizeLabel, timeLeft } from '../facts';
import { RetryButton } from '../RetryButton';
import { useAsset, usePreview } from '../use-asset';
import { useDropInOrder } from './drop-in-order';
import { ItemControls } from './item-controls';
import type { GridLayout } from './layout';
import { FoldedTileActions, TileActions } from './TileActions';
import './assets.css';

interface TileProps {
  id: AssetId;
  column: number;
  layout: GridLayout;
  tabStop: boolean;
}

const LONG_PRESS_MS = 500;
/** What stands between controls is theirs, too. */
export const CONTROL_LINES = '.tile-controls';
/** Under a finger a long press selects; only a mouse drags. */
const finePointer = matchMedia('(pointer: fine)').matches;
/** Below this many pixels format, size and density only fit without blanks. */
const NARROW_TILE = 190;
/** Of the interface's font at 13 px. */
const PIXELS_PER_CHARACTER = 8.2;

/** One asset of the grid. */
export function Tile({ id, column, layout, tabStop }: TileProps) {
  const asset = useAsset(id);
  const selected = useComputed(() => selection.value.has(id)).value;
  const press = useLongPress(() => toggle(id));
  const collection = layout.items ? openCollection.value : undefined;
  const drop = useDropInOrder(id, collection, 'across');
  const title = asset ? titleOf(asset) : '';

  const onClick = (event: MouseEvent) => {
    if (press.justFired()) return;
    if (isForControl(event, CONTROL_LINES)) return;
    const touch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (touch && selectedCount.peek() === 0) void open.run({ ids: [id] });
    else if (touch || event.ctrlKey || event.metaKey) toggle(id);
    else if (event.shiftKey) selectRange(id);
    else selectOnly(id);
  };

  return (
    <div
      class={`tile ${selected ? 'selected' : ''} ${drop.mark}`}
      role="gridcell"
      aria-label={title}
      aria-selected={selected}
      aria-colindex={column}
      tabIndex={tabStop ? 0 : -1}
      data-asset={id}
      draggable={asset?.deletedAt === 0 && finePointer}
      onDragStart={(event) => startAssetDrag(event, id)}
      {...drop.handlers}
      onClick={onClick}
      onDblClick={(event) => {
        if (isForControl(event, CONTROL_LINES)) return;
        void open.run({ ids: [id] });
      }}
      {...press.handlers}
    >
      <Picture asset={asset} height={layout.pictureHeight} tabStop={tabStop} />
      {asset && (
        <>
          <label class="tile-check">
            <input
              type="checkbox"
              aria-label={`Select ${title}`}
              checked={selected}
              tabIndex={tabStop ? 0 : -1}
              onClick={(event) => {
                if (event.shiftKey) selectRange(id, true);
                else toggle(id);
              }}
            />
          </label>
          <div class="tile-title" dir="auto" title={title}>
            {asset.title || middleEllipsis(title, Math.max(10, Math.floor(layout.tileWidth / PIXELS_PER_CHARACTER)))}
          </div>
          <div class="tile-facts">
            <span>{formatLabel(asset)}</span>
            <span>{sizeLabel(asset, layout.tileWidth < NARROW_TILE ? '×' : ' × ')}</span>
            <span>{dpiLabel(asset)}</span>
            {asset.versionCount > 1 && <VersionButton asset={asset} tabStop={tabStop} />}
          </div>
          {layout.folded ? (
            <FoldedTileActions asset={asset} tabStop={tabStop} />
          ) : (
            <TileActions asset={asset} tabStop={tabStop} />
          )}
          {collection && <ItemControls asset={asset} collection={collection} tabStop={tabStop} />}
        </>
      )}
    </div>
  );
}

function Picture({ asset, height, tabStop }: { asset: Asset | undefined; height: number; tabStop: boolean }) {
  const url = usePreview(asset, 320);
  const facts = asset?.facts;
  const box = { height: `${height}px` };
  if (!asset) return <div class="tile-picture" style={box} />;
  const reason = asset.failure ? describeFailure(asset.failure) : '';
  const mark = (
    <div class="tile-marks">
      {asset.deletedAt > 0 && <span class="tile-mark">{timeLeft(asset)}</span>}
      {asset.deletedAt === 0 && asset.finalisedAt === 0 && <span class="tile-mark">Not finalised</span>}
      {url && asset.failure && (
        <span class="tile-mark" title={reason}>
          Damaged
        </span>
      )}
    </div>
  );
  if (url === null) {
    return (
      <div class={`tile-picture type ${reason ? 'failed' : ''}`} style={box} title={reason}>
        <Icon name={asset.failure ? 'broken' : kindIcon(asset.kind)} size={Math.min(40, height / (reason ? 6 : 4))} />
        <span class="tile-type">{formatLabel(asset)}</span>
        {asset.failure && height > 110 && <span class="tile-reason">{reason.split(/(?<=[.:]) /)[0]}</span>}
        <RetryButton asset={asset} tabStop={tabStop} />
        {mark}
      </div>
    );
  }
  const ratio = facts && facts.width > 0 ? facts.width / facts.height : 1;
  return (
    <div class="tile-picture" style={box}>
      <div
        class={`tile-frame ${facts?.hasAlpha ? 'checked' : ''}`}
        style={{
          aspectRatio: String(ratio),
          backgroundColor: facts?.hasAlpha ? undefined : (facts?.colour ?? undefined),
          // The picture's own size is its largest: small icons are not blown up.
          maxWidth: asset.kind === 'vector' || !facts?.width ? undefined : `${facts.width}px`,
          width: `min(100%, ${height * ratio}px)`,
        }}
      >
        {url && <img src={url} alt="" draggable={false} decoding="async" />}
      </div>
      {mark}
    </div>
  );
}

/** Selecting by touch: the finger rests. The click that follows is not one. */
function useLongPress(run: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fired = useRef(false);
  const end = () => clearTimeout(timer.current);
  return {
    justFired: () => {
      const was = fired.current;
      fired.current = false;
      return was;
    },
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        fired.current = false;
        if (event.pointerType !== 'touch' || isForControl(event, CONTROL_LINES)) return;
        timer.current = setTimeout(() => {
          fired.current = true;
          run();
        }, LONG_PRESS_MS);
      },
      onPointerUp: end,
      onPointerCancel: end,
      onPointerMove: (event: PointerEvent) => {
        if (Math.hypot(event.movementX, event.movementY) > 6) end();
      },
      onContextMenu: (event: MouseEvent) => {
        if (event instanceof PointerEvent && event.pointerType === 'touch') event.preventDefault();
      },
    },
  };
}

/** Only with more than one version: how many, and the way to them. */
function VersionButton({ asset, tabStop }: { asset: Asset; tabStop: boolean }) {
  return (
    <button
      type="button"
      class="version-button"
      aria-label={`${asset.versionCount} versions`}
      title={`${asset.versionCount} versions`}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => openDialog({ type: 'history', id: asset.id })}
    >
      <Icon name="versions" size={13} />
      {asset.versionCount}
    </button>
  );
}
