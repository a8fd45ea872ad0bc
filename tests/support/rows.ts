import type { Page } from 'playwright';
import { expect } from 'vitest';

/** What lies in the library of a page, read and changed behind the program's back. */

type Rows = Record<string, unknown>[];

/** Every row of some tables, read in one transaction. */
export function rowsOf<Table extends string>(page: Page, tables: readonly Table[]): Promise<Record<Table, Rows>> {
  return page.evaluate(async (names) => {
    const open = indexedDB.open('satchel');
    const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const transaction = db.transaction(names);
    const read = names.map(async (name) => {
      const request = transaction.objectStore(name).getAll();
      await new Promise((resolve) => (request.onsuccess = resolve));
      return [name, request.result] as const;
    });
    const rows = Object.fromEntries(await Promise.all(read));
    db.close();
    return rows as Record<Table, Rows>;
  }, tables as Table[]);
}

/** The rows of one table. */
export const tableOf = async <Row>(page: Page, table: string): Promise<Row[]> =>
  (await rowsOf(page, [table]))[table] as Row[];

export interface KeptAsset {
  id: string;
  fileName: string;
  title: string;
  blobHash: string;
  currentVersionId: string;
  state: string;
  failure: string | null;
}

/** Assets, and the keys of what belongs to them. */
export interface Kept {
  assets: KeptAsset[];
  versions: string[];
  blobs: string[];
  previews: string[];
}

export async function kept(page: Page): Promise<Kept> {
  const rows = await rowsOf(page, ['assets', 'versions', 'blobs', 'previews']);
  return {
    assets: rows.assets as unknown as KeptAsset[],
    versions: rows.versions.map(({ id }) => String(id)),
    blobs: rows.blobs.map(({ hash }) => String(hash)),
    previews: rows.previews.map(({ blobHash }) => String(blobHash)),
  };
}

/** Each asset has its version and its bytes, and nothing is there that is nobody's; for assets of one version. */
export async function expectWhole(page: Page): Promise<Kept> {
  const rows = await kept(page);
  const hashes = new Set(rows.assets.map((asset) => asset.blobHash));
  expect(new Set(rows.versions)).toEqual(new Set(rows.assets.map((asset) => asset.currentVersionId)));
  expect(new Set(rows.blobs)).toEqual(hashes);
  expect(rows.previews.filter((hash) => !hashes.has(hash))).toEqual([]);
  return rows;
}

/**
 * Changes the one row of a table that has these values; no tab is told of it.
 * @param change undefined takes the row away
 */
export function patchRow(
  page: Page,
  table: string,
  having: Record<string, string | number>,
  change: Record<string, unknown> | undefined,
): Promise<void> {
  return page.evaluate(
    async ([name, wanted, patch]) => {
      const open = indexedDB.open('satchel');
      const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
      const transaction = db.transaction(name, 'readwrite');
      const request = transaction.objectStore(name).openCursor();
      await new Promise<void>((resolve, reject) => {
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return reject(new Error(`no such row in ${name}`));
          if (Object.entries(wanted).some(([key, value]) => cursor.value[key] !== value)) return cursor.continue();
          if (patch) cursor.update({ ...cursor.value, ...patch });
          else cursor.delete();
          transaction.oncomplete = () => resolve();
        };
      });
      db.close();
    },
    [table, having, change] as const,
  );
}

export type Damage = 'cut' | 'other bytes' | 'gone';

/** Damages what is kept of a file, as a disk would. */
export async function damage(page: Page, fileName: string, how: Damage): Promise<void> {
  const asset = (await kept(page)).assets.find((each) => each.fileName === fileName);
  if (!asset) throw new Error(`no asset of ${fileName}`);
  if (how === 'gone') return patchRow(page, 'blobs', { hash: asset.blobHash }, undefined);
  await page.evaluate(
    async ([hash, what]) => {
      const open = indexedDB.open('satchel');
      const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
      const blobs = () => db.transaction('blobs', 'readwrite').objectStore('blobs');
      const read = blobs().get(hash);
      await new Promise((resolve) => (read.onsuccess = resolve));
      const row = read.result;
      const blob = what === 'cut' ? row.blob.slice(0, row.bytes / 2) : new Blob([new Uint8Array(row.bytes)]);
      const store = blobs();
      store.put({ ...row, blob });
      await new Promise((resolve) => (store.transaction.oncomplete = resolve));
      db.close();
    },
    [asset.blobHash, how] as const,
  );
}

/** Changes an asset's row, as an older program or an unlucky moment left it, and loses its previews. */
export async function patchAsset(page: Page, fileName: string, change: Record<string, unknown>): Promise<void> {
  const asset = (await kept(page)).assets.find((each) => each.fileName === fileName);
  if (!asset) throw new Error(`no asset of ${fileName}`);
  const previews = (await tableOf<{ blobHash: string; size: number }>(page, 'previews')).filter(
    ({ blobHash }) => blobHash === asset.blobHash,
  );
  for (const { blobHash, size } of previews) await patchRow(page, 'previews', { blobHash, size }, undefined);
  await patchRow(page, 'assets', { id: asset.id }, change);
}

/** Names of the files that lie in the folder of finished zips and shares. */
export const filesOnDisk = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('downloads').catch(() => null);
    const names: string[] = [];
    if (folder) for await (const name of folder.keys()) names.push(name);
    return names;
  });

/**
 * From now on a page finds no room for whatever it writes into its library, as Firefox and WebKit say it, or there is room again.
 * @param tables only in these
 */
export function fillDisk(page: Page, full: boolean, tables: readonly string[] = []): Promise<void> {
  return page.evaluate(
    ([isFull, some]) => {
      const kept = '__writes' as keyof Window;
      const writes = (window[kept] ?? { put: IDBObjectStore.prototype.put, add: IDBObjectStore.prototype.add }) as Pick<
        IDBObjectStore,
        'put' | 'add'
      >;
      Object.assign(window, { [kept]: writes });
      for (const name of ['put', 'add'] as const) {
        IDBObjectStore.prototype[name] = function (value: unknown, key?: IDBValidKey) {
          const refused = isFull && (some.length === 0 || some.includes(this.name));
          if (refused) throw new DOMException('no room (test)', 'QuotaExceededError');
          return key === undefined ? writes[name].call(this, value) : writes[name].call(this, value, key);
        };
      }
    },
    [full, tables] as const,
  );
}
