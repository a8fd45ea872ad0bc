import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { actionsAt } from '../../../actions';
import type { Action } from '../../../actions/action';
import { nothingFor } from '../../../actions/download';
import { assetMenu, offeredAt } from '../../../actions/offered';
import { type Asset, titleOf } from '../../../domain/asset';
import { Button, IconButton } from '../../../kit/Button';
import { Menu } from '../../../kit/Menu';
import { chooseType, typeOf, typesFor } from '../../../state/download-type';
import './assets.css';
import '../../../kit/menu.css';
import '../tile-controls.css';

interface TileActionsProps {
  asset: Asset;
  /** Whether Tab reaches these: only in the asset that has the focus. */
  tabStop: boolean;
}

/** What can be done with one asset, in the order in which Tab reaches it. */
export function TileActions({ asset, tabStop }: TileActionsProps) {
  const title = titleOf(asset);
  const tabIndex = tabStop ? 0 : -1;
  return (
    <div class="tile-controls">
      {offeredAt('asset-buttons', asset).map((action) => (
        <TileButton key={action.id} {...{ action, asset, title, tabIndex }} />
      ))}
      {actionsAt('asset-menu', asset).length > 0 && (
        <Menu label={`More actions for ${title}`} icon="dots" tabIndex={tabIndex} items={() => assetMenu(asset)} />
      )}
    </div>
  );
}

interface TileButtonProps {
  action: Action;
  asset: Asset;
  title: string;
  tabIndex: number;
}

function TileButton({ action, asset, title, tabIndex }: TileButtonProps) {
  const run = () => void action.run({ ids: [asset.id], asset });
  if (action.id === 'download') return <DownloadButton {...{ action, asset, title, tabIndex }} />;
  if (!action.isMain) {
    return <IconButton icon={action.icon} label={action.labelAt(title)} tabIndex={tabIndex} onClick={run} />;
  }
  return (
    <Button icon={action.icon} tabIndex={tabIndex} onClick={run}>
      {action.label}
    </Button>
  );
}

/** In which way, and the button. */
function DownloadButton({ action, asset, title, tabIndex }: TileButtonProps) {
  const types = typesFor(asset);
  const nothing = nothingFor(asset);
  return (
    <>
      <select
        class="select"
        aria-label={`Download type for ${title}`}
        tabIndex={tabIndex}
        disabled={nothing !== undefined}
        title={nothing}
        value={typeOf(asset)}
        onChange={(event) => chooseType(asset.id, event.currentTarget.value)}
      >
        {nothing && <option value={typeOf(asset)}>No download</option>}
        {types.map((type) => (
          <option key={type.value} value={type.value}>
            {type.label}
          </option>
        ))}
      </select>
      <IconButton
        icon={action.icon}
        label={action.labelAt(title)}
        tabIndex={tabIndex}
        disabled={nothing !== undefined}
        onClick={() => void action.run({ ids: [asset.id], asset })}
      />
    </>
  );
}

/** At the smallest sizes the same controls stand in a panel behind one button. */
export function FoldedTileActions({ asset, tabStop }: TileActionsProps) {
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const id = useId();
  const label = `Actions for ${titleOf(asset)}`;

  useLayoutEffect(() => {
    const element = panel.current;
    const at = anchor.current?.getBoundingClientRect();
    if (!open || !element || !at) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 4))}px`;
    element.style.top = `${at.bottom + height + 4 <= innerHeight ? at.bottom + 4 : at.top - height - 4}px`;
    element.querySelector<HTMLElement>('select, button')?.focus();
  }, [open]);

  return (
    <div class="tile-controls" ref={anchor}>
      <button
        type="button"
        class="button tile-fold"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        tabIndex={tabStop ? 0 : -1}
        onClick={() => setOpen(!open)}
      >
        Actions
      </button>
      {open && (
        <div
          ref={panel}
          id={id}
          class="menu tile-panel"
          role="group"
          aria-label={label}
          popover="auto"
          onToggle={(event) => {
            if (event.newState === 'closed') setOpen(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            setOpen(false);
            anchor.current?.querySelector('button')?.focus();
          }}
        >
          <TileActions asset={asset} tabStop />
        </div>
      )}
    </div>
  );
}
