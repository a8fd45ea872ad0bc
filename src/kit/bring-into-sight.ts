interface Stretch {
  /** From the top of what scrolls, in pixels. */
  top: number;
  bottom: number;
  /** Height of what sticks to the upper edge. */
  head?: number;
}

/** Scrolls with as little movement as there can be, clear of what floats over the lower edge (its `scroll-padding`). */
export function bringIntoSight(scroller: HTMLElement, { top, bottom, head = 0 }: Stretch): void {
  const style = getComputedStyle(scroller);
  const room = Number.parseFloat(style.paddingBlockStart) || 0;
  const covered = Number.parseFloat(style.scrollPaddingBlockEnd) || 0;
  if (top - head - room < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - head - room);
  else if (bottom + covered > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = bottom + covered - scroller.clientHeight;
  }
}
