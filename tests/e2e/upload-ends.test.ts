import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** How an upload ends: by "Finish", by "Cancel", by a second tab; each says what became of the files. */
let app: App;
afterEach(() => app.close());

const uploadsLink = (page: Page) => page.getByRole('link', { name: /^Uploads/ });

async function begin(page: Page, files: Parameters<App['upload']>[0]) {
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Upload' });
  await dialog.getByLabel('Browse files').setInputFiles(files);
  await dialog.getByRole('list', { name: 'Files' }).waitFor();
  return dialog;
}

test('“Cancel” says what was kept and where, leads there, and takes it away where that is wished', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png')], { finish: false });
  await page.keyboard.press('Escape');
  await page.getByRole('status').filter({ hasText: '1 file waits in Uploads, not finalised' }).waitFor();
  await app.upload([fixture('note.txt')], { finish: false });
  await expect.poll(() => uploadsLink(page).textContent()).toContain('2');
  await page.getByRole('dialog', { name: 'Upload' }).getByRole('button', { name: 'Cancel' }).click();
  const said = page.getByRole('status').filter({ hasText: '2 files that had arrived wait in Uploads, not finalised' });
  await said.getByRole('button', { name: 'Show Uploads' }).click();
  await page.getByRole('listitem', { name: 'photo.png' }).waitFor();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Every upload is finished.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();

  await app.upload([fixture('photo.webp')], { finish: false });
  await page.getByRole('dialog', { name: 'Upload' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove 1 file' }).click();
  await page.getByRole('gridcell', { name: 'photo.webp' }).waitFor({ state: 'detached' });
  // What was deleted waits for nothing.
  await uploadsLink(page).waitFor({ state: 'detached' });
  // Undone, it waits again.
  await page.keyboard.press('Control+z');
  await page.getByRole('gridcell', { name: 'photo.webp' }).waitFor();
  await uploadsLink(page).waitFor();
  // Nothing had arrived: nothing is left.
  const dialog = await begin(page, [fixture('empty.jpg')]);
  await dialog.getByText(/empty \(0 bytes\)/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Nothing of it is in your library.').waitFor();
  await expect.poll(() => uploadsLink(page).textContent()).toContain('1');
  expect(app.errors).toEqual([]);
});

test('an empty file is told once, and goes off the list by a click or by “Finish”', async () => {
  app = await openApp();
  const { page } = app;
  const dialog = await begin(page, [fixture('empty.jpg'), fixture('photo.png')]);
  const empty = dialog.getByRole('listitem', { name: 'empty.jpg' });
  await empty.getByText(/empty \(0 bytes\)/).waitFor();
  expect(await empty.getByRole('button', { name: 'Retry' }).count()).toBe(0);
  await empty.getByRole('button', { name: 'Take off the list' }).click();
  await empty.waitFor({ state: 'detached' });
  await dialog.getByLabel('Browse files').setInputFiles(fixture('empty.jpg'));
  await empty.getByText(/empty \(0 bytes\)/).waitFor();
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('alert').filter({ hasText: 'empty.jpg: This file is empty (0 bytes)' }).waitFor();
  await uploadsLink(page).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('gridcell', { name: 'photo.png' }).waitFor();
  expect(await uploadsLink(page).count()).toBe(0);

  // Left by a tab that was closed, it is told on the page and taken off there.
  await begin(page, [fixture('empty.jpg')]);
  await page.getByText(/empty \(0 bytes\)/).waitFor();
  await page.reload();
  await uploadsLink(page).click();
  await page.getByText(/empty \(0 bytes\)/).waitFor();
  await page.getByRole('button', { name: 'Take off the list: empty.jpg' }).click();
  await page.getByText('Every upload is finished.').waitFor();
});

test('a second tab cannot take files off the list that the first still reads; finished there, they are final here', async () => {
  app = await openApp();
  const { page } = app;
  // What stores bytes stands still while this is held.
  await page.evaluate(() => {
    const letGo = Promise.withResolvers<void>();
    Object.assign(window, { letGo: letGo.resolve });
    return new Promise<void>((held) => {
      void navigator.locks.request('satchel-bytes', () => {
        held();
        return letGo.promise;
      });
    });
  });
  const files = [0, 1, 2].map((i) => ({ name: `file ${i}.txt`, mimeType: '', buffer: Buffer.from(`text ${i}`) }));
  const dialog = await begin(page, files);
  const other = await app.context.newPage();
  await other.goto(app.address);
  await other.getByRole('link', { name: /^Uploads/ }).click();
  await other.getByRole('button', { name: 'Forget these files' }).click();
  await other.getByText('Another tab still works on this upload').waitFor();
  await page.bringToFront();
  await page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
  await dialog.getByText('3 of 3 files in the library').waitFor();
  // Both finish it: the second time what was written is given all the same.
  await other.bringToFront();
  await other.getByRole('button', { name: 'Finish' }).click();
  await other.getByText('Every upload is finished.').waitFor();
  await page.bringToFront();
  const late = { name: 'late.txt', mimeType: '', buffer: Buffer.from('late') };
  await dialog.getByLabel('Browse files').setInputFiles(late);
  await dialog.getByText('4 of 4 files in the library').waitFor();
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('Not finalised').count()).toBe(0);
  await uploadsLink(page).waitFor({ state: 'detached' });
  expect(app.errors).toEqual([]);
});

test('what is known when it is dropped and gone at “Finish” arrives after all', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png')]);
  const again = { name: 'again.png', mimeType: 'image/png', buffer: readFileSync(fixture('photo.png')) };
  const dialog = await begin(page, [again]);
  await dialog.getByText('Already in library').waitFor();
  const other = await app.context.newPage();
  await other.goto(app.address);
  await other.getByRole('gridcell', { name: 'photo.png' }).focus();
  await other.keyboard.press('Delete');
  await other.getByRole('button', { name: 'Ok' }).click();
  await other.getByRole('gridcell', { name: 'photo.png' }).waitFor({ state: 'detached' });
  await page.bringToFront();
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('gridcell', { name: 'again.png' }).waitFor();
});

test('what was typed for an upload waits with its files when the page is gone, and “Finish” on the page gives it', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('note.txt')], { finish: false });
  const upload = page.getByRole('dialog', { name: 'Upload' });
  const credit = upload.getByLabel('Credit line');
  const toMetadata = async () => {
    await upload.getByRole('button', { name: 'Next' }).click();
    await upload.getByRole('button', { name: 'Next' }).click();
  };
  const inRows = (table: string) =>
    page.evaluate(async (name) => {
      const open = indexedDB.open('satchel');
      const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
      const request = db.transaction(name).objectStore(name).getAll();
      await new Promise((resolve) => (request.onsuccess = resolve));
      db.close();
      return JSON.stringify(request.result);
    }, table);
  await toMetadata();
  await credit.fill('Kept all the same');
  await expect.poll(() => inRows('jobs')).toContain('Kept all the same');
  await page.reload();
  await uploadsLink(page).click();
  await page.getByRole('button', { name: 'Categories and metadata' }).click();
  await toMetadata();
  expect(await credit.inputValue()).toBe('Kept all the same');
  await page.reload();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Every upload is finished.').waitFor();
  expect((await inRows('assets')).split('Kept all the same').length).toBe(3);
});
