import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { tableOf } from '../support/rows';
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
  const inRows = async (table: string) => JSON.stringify(await tableOf(page, table));
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

test('the folders that files came in, and what becomes of them, outlive a reload', async () => {
  app = await openApp();
  const { page } = app;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-folders-'));
  mkdirSync(join(folder, 'Harbour', 'Boats'), { recursive: true });
  writeFileSync(join(folder, 'Harbour', 'Boats', 'one.txt'), 'one');
  writeFileSync(join(folder, 'Harbour', 'two.txt'), 'two');
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Upload' });
  await dialog.getByLabel('Browse folder').setInputFiles(join(folder, 'Harbour'));
  await dialog.getByText('2 of 2 files in the library').waitFor();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Folders become').selectOption('Keywords');
  const kept = () => uploadRows(page).then(([row]) => row?.edits?.folders);
  await expect.poll(kept).toBe('keywords');
  await page.reload();
  await uploadsLink(page).click();
  await page.getByRole('button', { name: 'Categories and metadata' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const choice = dialog.getByLabel('Folders become');
  expect(await choice.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe('Keywords');
  await dialog.getByText('Harbour › Boats').waitFor();
  await page.keyboard.press('Escape');
  // Without the dialog it comes to the same.
  await page.getByRole('main').getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Every upload is finished.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  for (const [title, keywords] of [
    ['one.txt', ['Harbour', 'Boats']],
    ['two.txt', ['Harbour']],
  ] as const) {
    await page.getByRole('gridcell', { name: title, exact: true }).focus();
    await page.keyboard.press('e');
    const edit = page.getByRole('dialog', { name: `Edit ${title}` });
    for (const each of keywords) await edit.getByRole('button', { name: `Remove ${each}`, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await edit.waitFor({ state: 'detached' });
  }
  rmSync(folder, { recursive: true });
});

function uploadRows(page: Page): Promise<{ edits?: { folders?: string } }[]> {
  return page.evaluate(async () => {
    const open = indexedDB.open('satchel');
    const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const all = db.transaction('jobs').objectStore('jobs').getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    db.close();
    return all.result;
  });
}

const sidecar = (title: string) =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
const takeout = (name: string, description: string) =>
  Buffer.from(JSON.stringify({ title: name, description, photoTakenTime: { timestamp: '1700000000' } }));
const given = (name: string, buffer = readFileSync(fixture(name))) => ({ name, mimeType: '', buffer });

test('a sidecar of what is in the library already is not passed over: it is said, and applied where that is wished', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('photo.webp'), fixture('note.txt'), fixture('photo.gif')]);
  const upload = page.getByRole('dialog', { name: 'Upload' });
  const row = (name: string) => upload.getByRole('listitem', { name, exact: true });
  const cell = (title: string) => page.getByRole('gridcell', { name: title, exact: true });

  // With its picture; alone; alone and of Google's; alone, and nobody knows what it is about.
  await app.upload(
    [
      given('photo.png'),
      given('photo.png.xmp', sidecar('Harbour')),
      given('note.xmp', sidecar('The note')),
      given('photo.gif.json', takeout('photo.gif', 'A short film')),
      given('stranger.xmp', sidecar('Nobody')),
    ],
    { finish: false },
  );
  await row('photo.png').getByText('Already in library. Its sidecar says other things: Title.').waitFor();
  await row('note.xmp')
    .getByText('The sidecar of note.txt, which is in the library. It says other things: Title.')
    .waitFor();
  await row('photo.gif.json')
    .getByText(/^The sidecar of photo\.gif, .* Description/)
    .waitFor();
  await row('stranger.xmp').getByText('Done').waitFor();
  await upload.getByRole('status').filter({ hasText: '3 sidecars not applied' }).waitFor();
  expect(await row('note.xmp').getByRole('button', { name: 'Add as new version' }).count()).toBe(0);
  await row('photo.png').getByRole('button', { name: 'Apply its sidecar' }).click();
  await row('photo.png').getByText('Already in library. What it says was taken in.').waitFor();
  await row('note.xmp').getByRole('button', { name: 'Apply its sidecar' }).click();
  await row('note.xmp').getByText('What it says was taken in.').waitFor();
  await upload.getByRole('status').filter({ hasText: '1 sidecar not applied' }).waitFor();
  await upload.getByRole('button', { name: 'Finish' }).click();
  await upload.waitFor({ state: 'detached' });
  await cell('Harbour').waitFor();
  await cell('The note').waitFor();
  await cell('stranger.xmp').waitFor();
  expect(await cell('note.xmp').count()).toBe(0);
  // One step each.
  await page.keyboard.press('Control+z');
  await cell('note.txt').waitFor();
  await cell('Harbour').waitFor();

  // Given once more nothing is new of the one; both others in one go.
  await app.upload(
    [
      given('photo.png'),
      given('photo.png.xmp', sidecar('Harbour')),
      given('note.xmp', sidecar('The note')),
      given('photo.gif.json', takeout('photo.gif', 'A short film')),
    ],
    { finish: false },
  );
  await row('photo.png').getByText('Already in library', { exact: true }).waitFor();
  await upload.getByRole('button', { name: 'Apply all of them' }).click();
  await row('photo.gif.json').getByText('What it says was taken in.').waitFor();
  await row('note.xmp').getByText('What it says was taken in.').waitFor();
  await upload.getByRole('button', { name: 'Finish' }).click();
  await cell('The note').waitFor();
  expect(app.errors).toEqual([]);
});
