import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture, has, run, sha256 } from '../support/tools';

let app: App;
const FILES = [
  'located.jpg',
  'photo.png',
  'photo.webp',
  'vector.svg',
  'document.pdf',
  'note.txt',
  'photo.avif',
  'deep.tif',
];

beforeAll(async () => {
  app = await openApp();
  // Two files of one name, and a name that no file system should get as it is.
  const twin = { name: 'located.jpg', mimeType: 'image/jpeg', buffer: readFileSync(fixture('orientation-1.jpg')) };
  const odd = { name: 'CON.jpg', mimeType: 'image/jpeg', buffer: readFileSync(fixture('orientation-3.jpg')) };
  await app.upload(FILES.map(fixture));
  await app.upload([twin, odd]);
  await app.settled();
});
afterAll(() => app.close());

async function downloadAll(type: string) {
  const { page } = app;
  await page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  expect(await toolbar.textContent()).toContain('10 selected');
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    toolbar.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const dialog = page.getByRole('dialog', { name: 'Download' });
  await dialog.waitFor();
  return { download, path: await download.path(), dialog };
}

test('originals come as one zip, whole and unchanged', async () => {
  const { download, path, dialog } = await downloadAll('Original');
  expect(download.suggestedFilename()).toBe('Satchel 10 assets originals.zip');
  await dialog.getByText('10 files in the zip').waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  if (!has('unzip')) return;
  expect(run('unzip', ['-t', path])).toContain('No errors detected');
  const folder = mkdtempSync(join(tmpdir(), 'satchel-zip-'));
  run('unzip', ['-q', path, '-d', folder]);
  const inside = readdirSync(folder).sort();
  expect(inside).toEqual([...FILES, '_CON.jpg', 'located (2).jpg'].sort());
  for (const name of FILES.filter((each) => each !== 'located.jpg')) {
    expect(sha256(join(folder, name))).toBe(sha256(fixture(name)));
  }
  const both = [sha256(join(folder, 'located.jpg')), sha256(join(folder, 'located (2).jpg'))].sort();
  expect(both).toEqual([sha256(fixture('located.jpg')), sha256(fixture('orientation-1.jpg'))].sort());
});

test('what a profile cannot be made from is said in the dialog and in the zip', async () => {
  const { path, dialog } = await downloadAll('Web 1600');
  await dialog.getByText('8 files in the zip, 2 not included (listed in the zip)').waitFor();
  const line = dialog.getByRole('listitem').filter({ hasText: 'note.txt' });
  expect(await line.textContent()).toContain('This download type cannot be made from this kind of file');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  if (!has('unzip')) return;
  expect(run('unzip', ['-t', path])).toContain('No errors detected');
  const reasons = run('unzip', ['-p', path, 'Not included.txt']);
  expect(reasons).toContain('document.pdf: This download type cannot be made');
  expect(reasons).toContain('note.txt: This download type cannot be made');
  // Stored where the bytes are compressed already.
  expect(run('unzip', ['-v', path])).toMatch(/Stored .*photo\.jpg/);
});

test('closed, the work goes on in Jobs, where it can be saved again, also after a restart', async () => {
  const { page } = app;
  await downloadAll('Thumbnail 400');
  const dialog = page.getByRole('dialog', { name: 'Download' });
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await jobs.getByRole('progressbar', { name: 'Download of 10 assets' }).first().waitFor();
  await page.reload();
  const save = jobs.getByRole('button', { name: 'Save' }).last();
  const [again] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(again.suggestedFilename()).toBe('Satchel 10 assets Thumbnail 400.zip');
  if (has('unzip')) expect(run('unzip', ['-t', await again.path()])).toContain('No errors detected');
  const before = await jobs.getByRole('listitem').count();
  await jobs
    .getByRole('button', { name: /^Dismiss/ })
    .last()
    .click();
  expect(await jobs.getByRole('listitem').count()).toBe(before - 1);
});

test('cancelling leaves nothing behind', async () => {
  const { page } = app;
  const kept = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('downloads', { create: true });
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names.length;
    });
  const before = await kept();
  await page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'AVIF 2048' });
  let started = false;
  page.once('download', () => {
    started = true;
  });
  await toolbar.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog', { name: 'Download' }).waitFor({ state: 'detached' });
  await app.settled();
  await page.waitForTimeout(500);
  expect(started).toBe(false);
  expect(await kept()).toBe(before);
  // And the program goes on.
  expect((await app.download('photo.png', 'Web 1600')).name).toBe('photo.jpg');
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
