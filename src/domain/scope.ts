import type { SortKey } from './columns';
import type { CategoryId, CollectionId } from './ids';
import type { ColumnSort } from './list-columns';

/** Which assets a page lists. */
export type Scope =
  | { type: 'living' }
  | { type: 'category'; id: CategoryId }
  | { type: 'collection'; id: CollectionId }
  | { type: 'deleted' };

/** What a page's list is asked for. */
export interface Query {
  scope: Scope;
  sort: SortKey | ColumnSort;
  /** What somebody typed into "Search assets"; "" for everything. */
  text: string;
}

/** How many assets stand where, for the navigation. */
export interface Counts {
  living: number;
  deleted: number;
  /** Originals' bytes of the living. */
  bytes: number;
  /** Assets in a category or below it, each once. */
  categories: ReadonlyMap<CategoryId, number>;
}
