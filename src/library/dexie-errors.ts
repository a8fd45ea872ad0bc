import { type BulkError, Dexie, type DexieError } from 'dexie';

/**
 * Dexie wraps what the browser threw: `inner` is what happened, or the first of `failures` where many rows were written. Its errors
 * say so as every other one does, by their `cause`, so that nobody outside needs to know their shape.
 */
Object.defineProperty(Dexie.DexieError.prototype, 'cause', {
  configurable: true,
  get(this: DexieError & Partial<BulkError>): unknown {
    return this.failures ? this.failures[0] : this.inner;
  },
});
