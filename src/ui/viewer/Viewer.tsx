import { useEffect, useRef, useState } from 'preact/hooks';
import { details } from '../../actions/details';
import { type Asset, titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { IconButton } from '../../kit/Button';
import { closeRequests, useLeave, useModal } from '../../kit/Dialog';
import { assetsNow } from '../../state/assets';
import { guardDetails } from '../../state/details';
import { closeDialog, closeDialogOf, replaceDialog } from '../../state/dialogs';
import { focusedId, focusWanted, gridIds } from '../../state/grid';
import { tell } from '../../state/messages';
import { detailsOpen, singleKeys } from '../../state/preferences';
import { DetailsButton } from '../parts/details/DetailsButton';
import { DetailsList } from '../parts/details/DetailsPanel';
import { TileActions } from '../parts/list/TileActions';
import { useAsset } from '../parts/use-asset';
import { Stage } from './Stage';
import './viewer.css';
import '../parts/details/panel.css';
import '../parts/details.css';

const MAX_ZOOM = 16;
const ZOOM_STEP = 1.5;
const FADE_AFTER_MS = 2000;

/** The large view: one asset over the whole window, ← and → walk through the page's list. */
export function Viewer({ id }: { id: AssetId }) {
  const element = useRef<HTMLDialogElement>(null);
  const asset = useAsset(id);
  // Kept with the asset that it is of: the next one begins fitted, from its first frame on.
  const [zoomed, setZoomed] = useState({ id, zoom: 1 });
  const zoom = zoomed.id === id ? zoomed.zoom : 1;
  const setZoom = (next: number) => setZoomed({ id, zoom: Math.min(MAX_ZOOM, Math.max(1, next)) });
  const quiet = useQuietControls();
  // Back in the grid, the keyboard is on what was looked at last.
  useModal(element, () => focusWanted.value++);
  const title = asset ? titleOf(asset) : '';
  const { leave, asked } = useLeave(closeDialog, { name: title });
  const requests = closeRequests(element, () => leave());
  useEffect(() => guardDetails((go) => leave(go)), []);
  useEffect(() => {
    focusedId.value = id;
  }, [id]);
  useEffect(() => {
    if (asset) return;
    // Not read yet, or gone: the address may be an old one, and another tab may have taken it away.
    void assetsNow([id]).then(([found]) => {
      if (found) return;
      closeDialogOf('viewer');
      tell('This asset is not in the library any more.');
    });
  }, [id, asset === undefined]);

  const ids = gridIds.value;
  const index = ids?.indexOf(id) ?? -1;
  const walk = (step: number) => {
    const next = ids?.at(index + step);
    if (next) leave(() => replaceDialog({ type: 'viewer', id: next }));
  };
  const zoomBy = (factor: number) => setZoom(zoom * factor);
  const toggleFullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void element.current?.requestFullscreen?.();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
    const always: Record<string, (() => void) | undefined> = {
      ArrowLeft: () => walk(-1),
      ArrowRight: () => walk(1),
      '+': () => zoomBy(ZOOM_STEP),
      '=': () => zoomBy(ZOOM_STEP),
      '-': () => zoomBy(1 / ZOOM_STEP),
      '0': () => setZoom(1),
    };
    const letters: Record<string, (() => void) | undefined> = {
      ...Object.fromEntries(details.shortcuts.map((key) => [key, () => void details.run({ ids: [] })])),
      f: toggleFullScreen,
    };
    const run = always[event.key] ?? (singleKeys.peek() ? letters[event.key] : undefined);
    if (!run) return;
    event.preventDefault();
    run();
  };

  return asked(
    <dialog
      ref={element}
      class={`viewer ${quiet.hidden ? 'quiet' : ''}`}
      aria-label={title}
      {...requests}
      onKeyDown={(event) => {
        onKeyDown(event);
        requests.onKeyDown(event);
      }}
      onPointerMove={quiet.wake}
      onPointerDown={quiet.wake}
      onFocusIn={quiet.wake}
    >
      <header class="viewer-bar">
        <IconButton icon="chevron-left" label="Back" onClick={() => leave()} />
        <h2 class="viewer-title" dir="auto" title={title}>
          {title}
        </h2>
        {ids && index >= 0 && (
          <span class="viewer-position">
            {index + 1} of {ids.length}
          </span>
        )}
        <span class="grow" />
        <IconButton icon="minus" label="Zoom out" disabled={zoom <= 1} onClick={() => zoomBy(1 / ZOOM_STEP)} />
        <span class="viewer-zoom">{Math.round(zoom * 100)} %</span>
        <IconButton icon="plus" label="Zoom in" disabled={zoom >= MAX_ZOOM} onClick={() => zoomBy(ZOOM_STEP)} />
        <IconButton icon="fit" label="Fit" disabled={zoom <= 1} onClick={() => setZoom(1)} />
        <IconButton icon="maximise" label="Full screen" onClick={toggleFullScreen} />
        <DetailsButton />
      </header>
      <div class="viewer-middle">
        {!asset && ids && index < 0 && (
          <p class="viewer-gone" role="status">
            It is not in the library any more: it was deleted permanently meanwhile.
          </p>
        )}
        {asset && <Stage key={asset.id} asset={asset} zoom={zoom} onZoom={zoomBy} onSwipe={walk} />}
        <IconButton
          class="viewer-walk before"
          icon="chevron-left"
          label="Previous"
          disabled={index <= 0}
          onClick={() => walk(-1)}
        />
        <IconButton
          class="viewer-walk after"
          icon="chevron-right"
          label="Next"
          disabled={!ids || index < 0 || index >= ids.length - 1}
          onClick={() => walk(1)}
        />
        {asset && detailsOpen.value && <ViewerDetails asset={asset} />}
      </div>
      <footer class="viewer-foot">{asset && <TileActions asset={asset} tabStop />}</footer>
    </dialog>,
  );
}

function ViewerDetails({ asset }: { asset: Asset }) {
  return (
    <aside class="details viewer-details" aria-label="Details">
      <DetailsList asset={asset} />
    </aside>
  );
}

/** Controls fade when the pointer rests, and never for those who use the keyboard. */
function useQuietControls() {
  const [hidden, setHidden] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const byPointer = useRef(false);
  const wake = (event?: Event) => {
    clearTimeout(timer.current);
    setHidden(false);
    byPointer.current = event instanceof PointerEvent;
    if (!byPointer.current) return;
    timer.current = setTimeout(() => setHidden(!document.querySelector('.viewer :focus-visible')), FADE_AFTER_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { hidden, wake };
}
