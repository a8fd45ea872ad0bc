import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture, has, run, sha256 } from '../support/tools';

/** What only some browsers have: each way is driven, and so is what stands in where it is missing. */
let app: App;
afterEach(() => app.close());

const newFolder = () => mkdtempSync(join(tmpdir(), 'satchel-odd-'));

async function downloadEverything(): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Download', exact: true }).click();
}

test('without a private file system a zip comes from parts, and is whole', async () => {
  app = await openApp();
  await app.page.addInitScript(() => {
    Reflect.deleteProperty(StorageManager.prototype, 'getDirectory');
  });
  await app.page.reload();
  await app.upload(['located.jpg', 'photo.png', 'note.txt'].map(fixture));
  const [download] = await Promise.all([app.page.waitForEvent('download'), downloadEverything()]);
  const path = await download.path();
  if (has('unzip')) expect(run('unzip', ['-t', path])).toContain('No errors detected');
  // It can be saved again as long as the page is open.
  await app.page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close' }).click();
  const save = app.page.getByRole('region', { name: 'Jobs' }).getByRole('button', { name: 'Save' });
  const [again] = await Promise.all([app.page.waitForEvent('download'), save.click()]);
  expect(sha256(await again.path())).toBe(sha256(path));
  expect(app.errors).toEqual([]);
});

test('"Ask where to save": the file goes where it was chosen; a cancelled choice or download leaves none', async () => {
  app = await openApp();
  const { page } = app;
  // The browser's own picker cannot be driven: a real handle of the private file system is what it hands out here.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
        if (localStorage.getItem('test:refuse')) {
          localStorage.removeItem('test:refuse');
          throw new DOMException('The user aborted a request.', 'AbortError');
        }
        return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
      },
    });
  });
  await page.reload();
  await app.upload(['located.jpg', 'photo.png'].map(fixture));
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Ask where to save').check();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  const saved = () =>
    page.evaluate(async () => {
      const sizes: Record<string, number> = {};
      for await (const [name, handle] of (await navigator.storage.getDirectory()).entries()) {
        if (handle.kind === 'file') sizes[name] = (await (handle as FileSystemFileHandle).getFile()).size;
      }
      return sizes;
    });
  const one = page.getByRole('gridcell', { name: 'photo.png' });
  await one.getByRole('button', { name: 'Download photo.png' }).click();
  const bytes = readFileSync(fixture('photo.png')).length;
  await expect.poll(saved).toEqual({ 'photo.png': bytes });

  await downloadEverything();
  await expect.poll(async () => (await saved())['Satchel 2 assets originals.zip']).toBeGreaterThan(bytes);
  await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close' }).click();

  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    localStorage.setItem('test:refuse', 'yes');
  });
  await downloadEverything();
  await page.waitForFunction(() => !localStorage.getItem('test:refuse'));
  expect(await page.getByRole('dialog', { name: 'Download' }).count()).toBe(0);

  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'AVIF 2048' });
  await toolbar.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Cancel' }).click();
  await app.settled();
  await expect.poll(saved).toEqual({});
  expect(app.errors).toEqual([]);
});

test('a file that vanishes while it is read has its reason; the others arrive', async () => {
  app = await openApp();
  const folder = newFolder();
  const paths = Array.from({ length: 10 }, (_, i) => {
    const path = join(folder, `film ${i}.bin`);
    writeFileSync(path, `film ${i}`);
    truncateSync(path, 40_000_000 + i);
    return path;
  });
  const { page } = app;
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  await page.getByLabel('Browse files').setInputFiles(paths);
  rmSync(join(folder, 'film 9.bin'));
  const dialog = page.getByRole('dialog', { name: 'Upload' });
  await page.waitForFunction(() => !document.querySelector('.upload-total'), undefined, { timeout: 60_000 });
  const row = dialog.getByRole('listitem').filter({ hasText: 'film 9.bin' });
  await row.getByText('This file was moved, deleted or changed before it could be read.').waitFor();
  await dialog.getByText('9 of 10 files in the library').waitFor();
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBe(9);
  rmSync(folder, { recursive: true });
});

test('what was dropped from the system can be gone on with by one click', async () => {
  app = await openApp();
  const { page } = app;
  const folder = newFolder();
  mkdirSync(join(folder, 'day one'));
  for (let i = 0; i < 12; i++) {
    const path = join(folder, 'day one', `take ${i}.bin`);
    writeFileSync(path, `take ${i}`);
    truncateSync(path, 60_000_000 + i);
  }
  const devtools = await app.context.newCDPSession(page);
  const data = { items: [], files: [join(folder, 'day one')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  }
  const dialog = page.getByRole('dialog', { name: 'Upload' });
  // Where nothing had arrived, "Cancel" leaves nothing to go on with.
  await dialog.getByText(/^[1-9]\d* of 12 files/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Uploads' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForFunction(() => !document.querySelector('.upload-total'), undefined, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBe(12);
  rmSync(folder, { recursive: true });
});
