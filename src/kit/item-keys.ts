interface Line {
  at: number;
  count: number;
  /** How many lines a page has. */
  page: number;
  /** Whether the keyboard is on a cell of the line: Home and End move in the line then. */
  inCell: boolean;
  /** Ctrl or Cmd is held. */
  far: boolean;
}

/** Which line a key goes to; undefined where it goes to none. */
export function lineFor(key: string, { at, count, page, inCell, far }: Line): number | undefined {
  const steps: Record<string, number | undefined> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: inCell && !far ? undefined : 0,
    End: inCell && !far ? undefined : count - 1,
  };
  return steps[key];
}

/**
 * Which cell of its line a key goes to: from the line itself into its first, from the first back to the line (ARIA
 * Authoring Practices, "Treegrid": rows and cells).
 * @param at counted from 1; null while the keyboard is on the line
 * @returns null for the line itself, undefined where the key goes nowhere
 */
export function cellFor(key: string, at: number | null, count: number): number | null | undefined {
  if (key === 'ArrowRight') return Math.min(count, (at ?? 0) + 1);
  if (at === null) return undefined;
  if (key === 'ArrowLeft') return at > 1 ? at - 1 : null;
  if (key === 'Home') return 1;
  if (key === 'End') return count;
  return key === 'Escape' ? null : undefined;
}

/** How far an arrow goes among tiles, of which so many stand beside each other. */
export function tileStep(key: string, columns: number): number {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  return steps[key] ?? 0;
}

interface Tile {
  at: number;
  count: number;
  /** How many stand beside each other. */
  columns: number;
  /** How many lines of them a page has. */
  page: number;
  /** Ctrl or Cmd is held. */
  far: boolean;
}

/** Which tile a key goes to (ARIA Authoring Practices, "Grid"); undefined where it goes to none. */
export function tileFor(key: string, { at, count, columns, page, far }: Tile): number | undefined {
  const start = at - (at % columns);
  const next = at + tileStep(key, columns);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return next;
    case 'ArrowDown':
    case 'ArrowUp':
      return next >= 0 && next < count ? next : at;
    case 'PageDown':
      return at + page * columns;
    case 'PageUp':
      return at - page * columns;
    case 'Home':
      return far ? 0 : start;
    case 'End':
      return far ? count - 1 : Math.min(count - 1, start + columns - 1);
    default:
      return undefined;
  }
}

/** Left and right as the page is read. */
export function inReadingDirection(key: string): string {
  if (getComputedStyle(document.documentElement).direction !== 'rtl') return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

/**
 * Between an item and its controls: F2 goes in, Esc comes back (ARIA Authoring Practices, "Grid").
 * @returns whether the key is none for the list: it was one of these, or is meant for a control
 */
export function isForControls(event: KeyboardEvent, item: HTMLElement): boolean {
  const inside = event.target !== item;
  if (inside && event.key === 'Escape') item.focus();
  else if (!inside && event.key === 'F2') item.querySelector<HTMLElement>('input, select, button')?.focus();
  else return inside;
  event.preventDefault();
  return true;
}
