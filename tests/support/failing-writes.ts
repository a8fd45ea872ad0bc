/**
 * A disk that is full at one write of IndexedDB, counted from now on. Browsers say it in two ways: Firefox and WebKit refuse
 * the request, Chromium takes every request and refuses the whole transaction at its end.
 */
export const REFUSALS = ['the request', 'the transaction'] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface FailingWrites {
  /** Whether the write that was to fail was reached. */
  readonly met: boolean;
  restore(): void;
}

const WRITES = new Set(['put', 'add', 'delete', 'clear']);
const CURSOR_WRITES = new Set(['update', 'delete']);
/** So often a transaction is looked at before nobody is believed to ask for more in it. */
const IDLE_ROUNDS = 3;

const noRoom = () => new DOMException('no room (test)', 'QuotaExceededError');

/** Lets the n-th write from now on find no room: the n-th request that writes, or the n-th transaction that has one. */
export function failWrites(n: number, refusal: Refusal): FailingWrites {
  const undo: (() => void)[] = [];
  const asked = new WeakMap<IDBTransaction, number>();
  const doomed = new WeakSet<IDBTransaction>();
  const counted = new WeakSet<IDBTransaction>();
  /** Our own requests are not to be counted. */
  let own = false;
  let count = 0;
  let met = false;

  const ask = (store: IDBObjectStore): IDBRequest => {
    own = true;
    try {
      return store.count();
    } finally {
      own = false;
    }
  };

  /** A request that fails as a real one does: unless somebody prevents it, its transaction is over. */
  function refused(store: IDBObjectStore): IDBRequest {
    const { transaction } = store;
    const fake = Object.create(ask(store), {
      onsuccess: { value: null, writable: true },
      onerror: { value: null, writable: true },
      error: { get: noRoom },
      result: { value: undefined },
    });
    Object.getPrototypeOf(fake).onsuccess = () => {
      let prevented = false;
      const event = { target: fake, type: 'error', stopPropagation() {}, preventDefault: () => (prevented = true) };
      fake.onerror?.(event);
      if (prevented) return;
      Object.defineProperty(transaction, 'error', { get: noRoom });
      transaction.abort();
    };
    return fake;
  }

  /** Ends a transaction when nobody asks for more in it, as a commit does that finds no room. */
  function doom(store: IDBObjectStore): void {
    const { transaction } = store;
    doomed.add(transaction);
    Object.defineProperty(transaction, 'error', { get: noRoom });
    let before = -1;
    let idle = 0;
    const look = () => {
      const now = asked.get(transaction) ?? 0;
      idle = now === before ? idle + 1 : 0;
      before = now;
      if (idle >= IDLE_ROUNDS) transaction.abort();
      else ask(store).onsuccess = look;
    };
    look();
  }

  function wrap(prototype: object, writes: ReadonlySet<string>, storeOf: (self: never) => IDBObjectStore): void {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      const original: unknown = property.value;
      if (typeof original !== 'function' || name === 'constructor') continue;
      const replaced = function (this: never, ...given: unknown[]): unknown {
        if (own) return original.apply(this, given);
        const store = storeOf(this);
        const { transaction } = store;
        asked.set(transaction, (asked.get(transaction) ?? 0) + 1);
        if (!writes.has(name)) return original.apply(this, given);
        const first = !counted.has(transaction);
        counted.add(transaction);
        if (refusal === 'the request' || first) count++;
        const fails = count === n && !met;
        if (fails) met = true;
        if (fails && refusal === 'the request') return refused(store);
        const request: unknown = original.apply(this, given);
        if (fails) doom(store);
        return request;
      };
      Object.defineProperty(prototype, name, { ...property, value: replaced });
      undo.push(() => Object.defineProperty(prototype, name, property));
    }
  }

  wrap(IDBObjectStore.prototype, WRITES, (store: IDBObjectStore) => store);
  wrap(IDBIndex.prototype, new Set(), (index: IDBIndex) => index.objectStore);
  wrap(IDBCursor.prototype, CURSOR_WRITES, ({ source }: IDBCursor) =>
    source instanceof IDBIndex ? source.objectStore : source,
  );
  const { commit } = IDBTransaction.prototype;
  IDBTransaction.prototype.commit = function () {
    // What is asked for early ends as it would have: by finding no room.
    if (!doomed.has(this)) commit.call(this);
  };
  undo.push(() => {
    IDBTransaction.prototype.commit = commit;
  });
  return {
    get met() {
      return met;
    },
    restore: () => {
      for (const each of undo.splice(0)) each();
    },
  };
}

/** Every row of every table, with the bytes of blobs: two libraries that hold the same give the same. */
export async function everyRow(db: IDBDatabase): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    rows[name] = await new Promise((resolve, reject) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    rows[name] = await Promise.all(rows[name].map(plain));
  }
  return rows;
}

/** Bytes as text, so that they can be compared. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return `blob of ${await digestOf(await value.arrayBuffer())}`;
  if (value instanceof ArrayBuffer) return `bytes of ${await digestOf(value)}`;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, each]) => [key, await plain(each)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `${bytes.byteLength}: ${Array.from(digest.subarray(0, 8), (byte) => byte.toString(16)).join('')}`;
}
