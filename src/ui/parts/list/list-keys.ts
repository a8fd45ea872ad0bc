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

/** Left and right as the page is read. */
export function inReadingDirection(key: string): string {
  if (getComputedStyle(document.documentElement).direction !== 'rtl') return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}
