import { TILE_SIZES, tileSize } from '../../../state/preferences';
import './assets.css';

/** How large the previews are. */
export function SizeSlider() {
  return (
    <input
      class="size-slider"
      type="range"
      aria-label="Preview size"
      title="Preview size"
      min={0}
      max={TILE_SIZES.length - 1}
      step={1}
      value={tileSize.value}
      onInput={(event) => {
        tileSize.value = Number(event.currentTarget.value);
      }}
    />
  );
}
