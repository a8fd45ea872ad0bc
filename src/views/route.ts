import { computed, signal } from '@preact/signals';
import type { CategoryId, CollectionId } from '../domain/ids';
import { isReceiveFragment } from '../domain/share-link';

/** Pages live in the fragment, so any static host under any path serves them (preact-iso issue 56: it cannot). */
export const SETTINGS_TABS = [
  'general',
  'profile',
  'export-profiles',
  'fields',
  'categories',
  'storage',
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

globalThis.addEventListener?.('hashchange', () => {
  fragment.value = location.hash;
});

export function parseRoute(hash: string): { route: Route; query: URLSearchParams } {
  if (isReceiveFragment(hash)) return { route: { page: 'receive' }, query: new URLSearchParams() };
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, detail] = path.split('/');
  return { route: pageOf(page, detail), query: new URLSearchParams(query) };
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

export const route = computed(() => parsed.value.route);

/** Takes a one-time wish out of the address ("do=upload" of the installed program's shortcut). */
export function takeWish(): string | null {
  const wish = parsed.peek().query.get('do');
  if (wish) {
    history.replaceState(null, '', `#/${route.peek().page}`);
    fragment.value = location.hash;
  }
  return wish;
}

export function href(to: Route): string {
  if (to.page === 'settings') return `#/settings/${to.tab}`;
  return to.page === 'category' || to.page === 'collection' ? `#/${to.page}/${to.id}` : `#/${to.page}`;
}

export function go(to: Route): void {
  location.hash = href(to);
}
