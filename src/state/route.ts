import { computed, signal } from '@preact/signals';
import type { AssetId, CategoryId, CollectionId } from '../domain/ids';
import { isReceiveFragment } from '../domain/share-link';

/** Pages live in the fragment, so any static host under any path serves them (preact-iso issue 56: it cannot). */
export const SETTINGS_TABS = [
  'general',
  'profile',
  'export-profiles',
  'fields',
  'categories',
  'storage',
  'backup',
  'carriers',
  'activity',
  'about',
] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

export type Route =
  | { page: 'assets' }
  | { page: 'uploads' }
  | { page: 'category'; id: CategoryId }
  | { page: 'collections' }
  | { page: 'collection'; id: CollectionId }
  | { page: 'shares' }
  | { page: 'receive' }
  | { page: 'deleted' }
  | { page: 'settings'; tab: SettingsTab }
  | { page: 'unknown' };

const fragment = signal(globalThis.location?.hash ?? '');

let mayLeave: (wanted: string) => boolean = () => true;

/**
 * @param may whether the page that is shown may be left for another address
 * @returns a function that ends the asking
 */
export function guardPage(may: (wanted: string) => boolean): () => void {
  mayLeave = may;
  return () => {
    mayLeave = () => true;
  };
}

/** Takes up what the address bar says: it was changed by a link, by the browser's buttons or by `showAddress`. */
export function readAddress(): void {
  const wanted = location.hash;
  const leaves = href(parseRoute(wanted).route) !== pageAddress.peek();
  // An address has changed by the time that one hears of it: where somebody stays, it becomes again what it was.
  if (leaves && !mayLeave(wanted)) history.replaceState(history.state, '', fragment.peek() || href(route.peek()));
  else fragment.value = wanted;
}

globalThis.addEventListener?.('hashchange', readAddress);

interface Address {
  route: Route;
  /** What is open in the large view over the page: "#/assets/<id>", "#/category/<id>/<asset id>". */
  asset: AssetId | null;
  query: URLSearchParams;
}

export function parseRoute(hash: string): Address {
  if (isReceiveFragment(hash)) return { route: { page: 'receive' }, asset: null, query: new URLSearchParams() };
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, ...rest] = path.split('/');
  const route = pageOf(page, rest[0]);
  const own = href(route).split('/').length - 2;
  const asset = route.page === 'unknown' ? undefined : rest[own];
  return { route, asset: (asset || null) as AssetId | null, query: new URLSearchParams(query) };
}

function pageOf(page: string | undefined, detail: string | undefined): Route {
  if (!page || page === 'assets') return { page: 'assets' };
  if (page === 'uploads') return { page: 'uploads' };
  if (page === 'deleted') return { page: 'deleted' };
  if (page === 'shares') return { page: 'shares' };
  if (page === 'collections') return { page: 'collections' };
  if (page === 'collection' && detail) return { page: 'collection', id: detail as CollectionId };
  if (page === 'category' && detail) return { page: 'category', id: detail as CategoryId };
  if (page === 'settings') return { page: 'settings', tab: SETTINGS_TABS.find((tab) => tab === detail) ?? 'general' };
  return { page: 'unknown' };
}

const parsed = computed(() => parseRoute(fragment.value));
/** A string, so that opening an asset over a page is no news to those who only look at the page. */
const pageAddress = computed(() => href(parsed.value.route));

export const route = computed(() => parseRoute(pageAddress.value).route);
/** The asset that the address names. */
export const addressedAsset = computed(() => parsed.value.asset);

/** Takes a one-time wish out of the address ("do=upload" of the installed program's shortcut), and what it is about. */
export function takeWish(): { wish: string | null; of: string } {
  const { query } = parsed.peek();
  const wish = query.get('do');
  const of = query.get('of') ?? '';
  if (wish) {
    history.replaceState(null, '', `#/${route.peek().page}`);
    fragment.value = location.hash;
  }
  return { wish, of };
}

/** @param asset opened over the page in the large view */
export function href(to: Route, asset: AssetId | null = null): string {
  const open = asset ? `/${asset}` : '';
  if (to.page === 'settings') return `#/settings/${to.tab}${open}`;
  return to.page === 'category' || to.page === 'collection' ? `#/${to.page}/${to.id}${open}` : `#/${to.page}${open}`;
}

export function go(to: Route): void {
  location.hash = href(to);
}

/** Whether the page that is open lists assets: where it does not, no command is about any. */
export const listsAssets = ({ page }: Route): boolean => ['assets', 'category', 'collection', 'deleted'].includes(page);
