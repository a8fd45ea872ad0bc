import { effect, type Signal, signal } from '@preact/signals';
import { SORT_KEYS, type SortKey } from '../domain/columns';
import { isColumnId, parseColumnSort } from '../domain/list-columns';

/**
 * How this browser shows things. Kept in localStorage, not in the library: the theme and the order must be known
 * before the first frame.
 */
function preference<T extends string | number | boolean>(
  key: string,
  fallback: T,
  valid: (value: unknown) => value is T,
): Signal<T> {
  const name = `satchel:${key}`;
  const state = signal<T>(read());
  effect(() => {
    const value = JSON.stringify(state.value);
    try {
      if (localStorage.getItem(name) !== value) localStorage.setItem(name, value);
    } catch {
      // Storage is blocked: the preference holds until the page is closed.
    }
  });
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key === name) state.value = read();
  });
  return state;

  function read(): T {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
      return valid(value) ? value : fallback;
    } catch {
      return fallback;
    }
  }
}

const oneOf =
  <T extends string | number>(values: readonly T[]) =>
  (value: unknown): value is T =>
    values.some((each) => each === value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Smallest to largest: least width of a tile in pixels, and the height of its picture. */
export const TILE_SIZES = [
  { width: 104, height: 84 },
  { width: 140, height: 112 },
  { width: 172, height: 140 },
  { width: 204, height: 172 },
  { width: 280, height: 228 },
  { width: 400, height: 320 },
] as const;
/** At these and smaller sizes a tile's controls fold into one button. */
export const LARGEST_FOLDED_SIZE = 1;
const DEFAULT_SIZE = 3;

export const theme = preference<Theme>('theme', 'system', oneOf(THEMES));
export const sortBy = preference<SortKey>('sort', 'newest', oneOf(SORT_KEYS));
export const tileSize = preference<number>('tile-size', DEFAULT_SIZE, oneOf(TILE_SIZES.map((_, index) => index)));
export const singleKeys = preference<boolean>('single-keys', true, isBoolean);
export const askWhere = preference<boolean>('ask-where-to-save', false, isBoolean);
/** What goes into a zip beside the files. */
export const zipSidecars = preference<boolean>('zip-sidecars', false, isBoolean);
export const zipTable = preference<boolean>('zip-table', false, isBoolean);
export const detailsOpen = preference<boolean>('details', false, isBoolean);
/** Whether the panel "Jobs" is unfolded; by itself it is where there is room, and while something runs or failed. */
export const jobsOpen = preference<'' | 'open' | 'closed'>('jobs', '', oneOf(['', 'open', 'closed']));
export const sidebarOpen = preference<boolean>('sidebar', true, isBoolean);

/** Keeps the document's theme in step; "system" leaves it to the media query. */
export function followTheme(): void {
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}

/** Whether assets stand as pictures or as lines with columns. */
export const VIEWS = ['grid', 'list'] as const;
export const listView = preference<(typeof VIEWS)[number]>('view', 'grid', oneOf(VIEWS));

const isColumns = (value: unknown): value is string =>
  typeof value === 'string' && value.split(',').every((each) => isColumnId(each));

/** The list view's columns in their order, joined by commas; the title is always the first. */
export const listColumns = preference<string>(
  'columns',
  'title,format,pixels,dpi,bytes,added,field:keywords',
  isColumns,
);

const isListSort = (value: unknown): value is string =>
  value === '' || (typeof value === 'string' && parseColumnSort(value) !== undefined);

/** The list view's order by a column; "" goes by "Sort by". */
export const listSort = preference<string>('list-sort', '', isListSort);
