import type { OtherBrowser } from './engines';

/** What a person does and sees, by accessible names, in a browser for which there is no better driver. Each waits until it is there. */

/** Presses the button or link of this name. */
export function press(browser: OtherBrowser, name: string): Promise<void> {
  return browser.run(async (wanted) => {
    const nameOf = (element: Element) =>
      (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
    for (let left = 300; left > 0; left--) {
      const dialogs = [...document.querySelectorAll('dialog[open]')];
      const within = dialogs.at(-1) ?? document;
      const found = [...within.querySelectorAll<HTMLElement>('button, a, [role=tab]')].find(
        (each) => nameOf(each) === wanted && each.getClientRects().length > 0 && !(each as HTMLButtonElement).disabled,
      );
      if (found) {
        found.click();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`nothing is called ${wanted}; there is: ${document.body.innerText.slice(0, 600)}`);
  }, name);
}

/** Waits until the page says something. */
export function says(browser: OtherBrowser, text: string): Promise<void> {
  return browser.run(async (wanted) => {
    for (let left = 600; left > 0; left--) {
      if (document.body.innerText.includes(wanted)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`it never says ${wanted}, but: ${document.body.innerText.slice(0, 600)}`);
  }, text);
}

/** Every row of some tables of the library. */
export function rowsIn(browser: OtherBrowser, tables: readonly string[]): Promise<Record<string, unknown[]>> {
  return browser.run(async (names) => {
    const open = indexedDB.open('satchel');
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const transaction = db.transaction(names);
    const read = names.map(async (name) => {
      const request = transaction.objectStore(name).getAll();
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      return [name, request.result] as const;
    });
    const rows = Object.fromEntries(await Promise.all(read));
    db.close();
    return rows as Record<string, unknown[]>;
  }, tables as string[]);
}

/** SHA-256 of all originals, each of the bytes that are kept, as a Blob or in chunks. */
export function hashesIn(browser: OtherBrowser): Promise<string[]> {
  return browser.run(async () => {
    const open = indexedDB.open('satchel');
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const all = async <T>(name: string): Promise<T[]> => {
      const request = db.transaction(name).objectStore(name).getAll();
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      return request.result;
    };
    const blobs = await all<{ hash: string; blob: Blob | null }>('blobs');
    const chunks = await all<{ hash: string; index: number; data: ArrayBuffer }>('chunks');
    db.close();
    const hashes = blobs.map(async ({ hash, blob }) => {
      const parts = chunks.filter((chunk) => chunk.hash === hash).sort((a, b) => a.index - b.index);
      const bytes = await (blob ?? new Blob(parts.map(({ data }) => data))).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    });
    return (await Promise.all(hashes)).sort();
  });
}
