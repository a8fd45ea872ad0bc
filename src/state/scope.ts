import { computed } from '@preact/signals';
import type { Asset } from '../domain/asset';
import { openCollection } from './collections';
import { listsAssets, route } from './route';

/**
 * What the screen shows that a command can be about: assets of the library, assets in Deleted, or those of a collection (which are
 * of the library too).
 */
export type Scope = 'living' | 'deleted' | 'collection';

const scopes = computed((): ReadonlySet<Scope> => {
  if (!listsAssets(route.value)) return new Set();
  if (route.value.page === 'deleted') return new Set(['deleted']);
  return new Set(openCollection.value ? ['living', 'collection'] : ['living']);
});

/** Whether the screen shows that now. */
export const isInScope = (scope: Scope | null): boolean => scope === null || scopes.value.has(scope);

/** Whether one asset is of that, wherever it is shown: in the large view above any page. */
export function isScopeOf({ deletedAt }: Pick<Asset, 'deletedAt'>, scope: Scope | null): boolean {
  if (scope === null) return true;
  if (scope === 'deleted') return deletedAt > 0;
  return deletedAt === 0 && (scope === 'living' || isInScope(scope));
}

/** Whether the screen shows assets at all: where it does not, no command is about any. */
export const showsAssets = (): boolean => scopes.value.size > 0;
