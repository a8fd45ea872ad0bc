import { LARGEST_FOLDED_SIZE, TILE_SIZES } from '../../../state/preferences';

export interface GridLayout {
  columns: number;
  gap: number;
  /** Height of a tile's picture area, and of a whole row with its gap, in pixels: known before any picture is. */
  pictureHeight: number;
  rowHeight: number;
  tileWidth: number;
  /** Whether a tile's controls fold into one button. */
  folded: boolean;
  narrow: boolean;
  /** Whether each asset has a line about its place in a collection. */
  items: boolean;
}

const PHONE_UP_TO = 620;
const PHONE_COLUMNS = [4, 3, 2, 2, 1, 1] as const;
const PHONE_HEIGHTS = [72, 96, 128, 128, 240, 300] as const;
const TITLE_AND_FACTS = 44;
const CONTROLS = 40;
const TOUCH_CONTROLS = 50;
/** Side by side on a phone the download type would have no room left beside three buttons: it has a line of its own. */
const NARROW_CONTROLS = 96;

/** How the tiles stand at a width: the same on every frame, so nothing jumps when previews arrive. */
export function layoutFor(width: number, size: number, items = false): GridLayout {
  const narrow = width < PHONE_UP_TO;
  const step = TILE_SIZES[size] ?? TILE_SIZES[3];
  const gap = narrow ? 10 : 16;
  const columns = narrow ? (PHONE_COLUMNS[size] ?? 2) : Math.max(1, Math.floor((width + gap) / (step.width + gap)));
  const folded = size <= LARGEST_FOLDED_SIZE;
  const pictureHeight = narrow ? (PHONE_HEIGHTS[size] ?? 128) : step.height;
  const coarse = matchMedia('(pointer: coarse)').matches;
  const controls = narrow && !folded && columns > 1 ? NARROW_CONTROLS : coarse ? TOUCH_CONTROLS : CONTROLS;
  const itemLine = narrow && columns > 1 ? NARROW_CONTROLS : coarse ? TOUCH_CONTROLS : CONTROLS;
  return {
    columns,
    gap,
    pictureHeight,
    rowHeight: pictureHeight + TITLE_AND_FACTS + controls + (items ? itemLine : 0) + (narrow ? 16 : 20),
    items,
    tileWidth: (width - gap * (columns - 1)) / columns,
    folded,
    narrow,
  };
}
