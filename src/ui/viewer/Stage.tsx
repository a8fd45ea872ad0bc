import { useEffect, useRef, useState } from 'preact/hooks';
import { seesOriginals, UNKNOWN_ROLE } from '../../domain/access';
import type { Asset } from '../../domain/asset';
import { Icon } from '../../kit/Icon';
import { mediaType } from '../../media/kind';
import { describeFailure } from '../../state/failure';
import { role } from '../../state/installation';
import { useOriginalUrl } from '../../state/original-url';
import { formatLabel, kindIcon } from '../parts/facts';
import { usePreview } from '../parts/use-asset';
import './viewer.css';

interface StageProps {
  asset: Asset;
  zoom: number;
  onZoom: (factor: number) => void;
  onSwipe: (step: number) => void;
}

/** Beyond this many pixels a browser's own decoder may fail or stall; the preview stays then. */
const MOST_BROWSER_PIXELS = 120_000_000;
const SWIPE_PIXELS = 60;

/**
 * The picture itself: fitted, or zoomed and moved. Zoomed in, the original takes the preview's place; where the role is offered no
 * originals the preview stays, since whoever sees a picture can save it.
 */
export function Stage({ asset, zoom, onZoom, onSwipe }: StageProps) {
  const small = usePreview(asset, 320);
  const large = usePreview(asset, 1600);
  const wanted = (zoom > 1 || asset.facts.pages > 1) && hasBrowserForm(asset);
  const original = useOriginal(asset, wanted && seesOriginals(role.value));
  const [offset, setOffset] = useState({ x: 0, y: 0 });
  const drag = useRef<{ x: number; y: number; from: { x: number; y: number } } | null>(null);
  useEffect(() => {
    if (zoom === 1) setOffset({ x: 0, y: 0 });
  }, [zoom]);

  const url = original ?? large ?? small;
  if (url === null) {
    return (
      <div class="stage">
        <div class="stage-none">
          <Icon name={asset.failure ? 'broken' : kindIcon(asset.kind)} size={72} />
          <strong>{formatLabel(asset)}</strong>
          <p>{describeFailure(asset.failure ?? 'no-decoder')}</p>
        </div>
      </div>
    );
  }
  const { facts } = asset;
  return (
    <div
      class={`stage ${zoom > 1 ? 'zoomed' : ''}`}
      onWheel={(event) => {
        event.preventDefault();
        onZoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
      }}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, y: event.clientY, from: offset };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!drag.current || zoom === 1) return;
        const { x, y, from } = drag.current;
        setOffset({ x: from.x + event.clientX - x, y: from.y + event.clientY - y });
      }}
      onPointerUp={(event) => {
        const moved = drag.current ? event.clientX - drag.current.x : 0;
        drag.current = null;
        if (zoom === 1 && event.pointerType === 'touch' && Math.abs(moved) > SWIPE_PIXELS) onSwipe(moved > 0 ? -1 : 1);
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    >
      {url && (
        <img
          class={`stage-picture ${facts.hasAlpha ? 'checked' : ''}`}
          src={url}
          alt={asset.title || asset.fileName}
          draggable={false}
          style={{
            '--ratio': String(facts.width > 0 ? facts.width / facts.height : 1),
            '--most': asset.kind === 'vector' || facts.width === 0 ? '100cqw' : `${facts.width}px`,
            transform: `translate(${offset.x}px, ${offset.y}px) scale(${zoom})`,
          }}
        />
      )}
      {wanted && url && role.value !== UNKNOWN_ROLE && !seesOriginals(role.value) && (
        <p class="stage-note">Shown by its preview: your role is not offered originals.</p>
      )}
    </div>
  );
}

/** Whether this browser shows the original itself. */
function hasBrowserForm({ mime, facts, state }: Asset): boolean {
  return mediaType(mime, '').browser && facts.width * facts.height <= MOST_BROWSER_PIXELS && state === 'ready';
}

/** The original's address, once it is wanted (the picture only, as an image: nothing in it runs). */
function useOriginal(asset: Asset, wanted: boolean): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!wanted) return;
    const letGo = useOriginalUrl(asset, setUrl);
    return () => {
      setUrl(undefined);
      letGo();
    };
  }, [asset.blobHash, wanted]);
  return url;
}
