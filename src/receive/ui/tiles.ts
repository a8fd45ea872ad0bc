/** As receive.css draws a file: its picture, its line with a control, its facts; and what is left between two, in pixels. */
const PICTURE = 172;
const CONTROL = { fine: 32, coarse: 44 };
const FACTS = 16;
const GAP = { across: 16, down: 24 };
const LEAST_WIDTH = 180;

interface Tiles {
  columns: number;
  /** With what is left below it. */
  rowHeight: number;
  /** Where the tile at a position stands. */
  styleAt: (index: number) => Record<string, string>;
}

/** How the files stand at a width: known before any is drawn, so that nothing jumps. */
export function tilesAt(width: number): Tiles {
  const columns = Math.max(1, Math.floor((width + GAP.across) / (LEAST_WIDTH + GAP.across)));
  const control = matchMedia('(pointer: coarse)').matches ? CONTROL.coarse : CONTROL.fine;
  const height = PICTURE + control + FACTS;
  const rowHeight = height + GAP.down;
  const step = (width + GAP.across) / columns;
  return {
    columns,
    rowHeight,
    styleAt: (index) => ({
      width: `${step - GAP.across}px`,
      height: `${height}px`,
      insetInlineStart: `${(index % columns) * step}px`,
      insetBlockStart: `${Math.floor(index / columns) * rowHeight}px`,
    }),
  };
}
