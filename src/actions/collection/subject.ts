import type { Collection } from '../../domain/collection';
import type { Verdict } from '../../domain/verdict';

/** What a command of a collection is about. */
export interface CollectionSubject {
  collection: Collection;
  /** How many assets are in it. */
  count: number;
}

/** An empty one cannot go anywhere. */
export const unlessEmpty = ({ count }: CollectionSubject): Verdict => count > 0 || 'Nothing is in it yet.';
