import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../src/domain/errors';
import type { ObjectStore } from '../../src/domain/object-store';

/** A store of objects in memory, whose requests can be made to fail. */
export interface MemoryStore extends ObjectStore {
  objects: Map<string, Uint8Array>;
  /** Asked before each request; what it throws comes before the effect. */
  before: (what: 'put' | 'get' | 'list' | 'remove', name: string) => void;
  /** Asked after each request that writes; what it throws comes after the effect. */
  after: (what: 'put' | 'remove', name: string) => void;
  /** Lays all objects into a folder. */
  save(folder: string): void;
}

export function memoryStore(): MemoryStore {
  const objects = new Map<string, Uint8Array>();
  const store: MemoryStore = {
    objects,
    before: () => {},
    after: () => {},
    async put(name, bytes) {
      store.before('put', name);
      objects.set(name, new Uint8Array(await bytes.arrayBuffer()));
      store.after('put', name);
    },
    async get(name, range) {
      store.before('get', name);
      const found = objects.get(name);
      return found ? new Blob([new Uint8Array(range ? found.slice(range.from, range.to) : found)]) : null;
    },
    async list(prefix) {
      store.before('list', prefix);
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
      return names.map((name) => ({ name, bytes: objects.get(name)?.length ?? 0 }));
    },
    async remove(name) {
      store.before('remove', name);
      objects.delete(name);
      store.after('remove', name);
    },
    clockAhead: () => null,
    save(folder) {
      for (const [name, bytes] of objects) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
    },
  };
  return store;
}

export const failed = () => new AppError('carrier-failed');
