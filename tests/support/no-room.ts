import type { Page } from 'playwright';

/** From now on nothing can be written, as on a full disk. @returns a function that makes room */
export async function fillDisk(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { put, add } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put, add }) });
  });
  return () => page.evaluate(() => void Reflect.get(window, 'makeRoom')());
}
