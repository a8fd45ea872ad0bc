import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture, has, run, vipsFacts } from '../support/tools';

/** Collections, as a person makes and uses them. */
let app: App;
const FILES = ['photo.png', 'photo.webp', 'located.jpg', 'note.txt'];

beforeAll(async () => {
  app = await openApp();
  await app.upload(FILES.map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const cell = (title: string) => app.page.getByRole('gridcell', { name: title, exact: true });
const dialog = (name: string) => app.page.getByRole('dialog', { name, exact: true });
const order = () =>
  app.page.getByRole('gridcell').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));

test('the briefcase: a new name makes a collection', async () => {
  const { page } = app;
  await cell('photo.png').getByRole('button', { name: 'Add photo.png to a collection' }).click();
  const add = dialog('Add to collection');
  await add.getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer');
  await add.getByRole('combobox', { name: 'Export profile', exact: true }).selectOption({ label: 'Web 1600' });
  await add.getByText('A new collection “Summer” is made with 1 asset; it goes out as Web 1600.').waitFor();
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await add.waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Summer' }).waitFor();
});

test('several from the toolbar into an existing one, by keyboard; undone and done again', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Add to collection' }).click();
  const add = dialog('Add to collection');
  const box = add.getByRole('combobox', { name: 'Collection', exact: true });
  await box.pressSequentially('sum');
  await add.getByRole('option', { name: 'Summer', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await box.inputValue()).toBe('Summer');
  const profile = add.getByRole('combobox', { name: 'Export profile', exact: true });
  expect(await profile.locator('option').first().textContent()).toMatch(/^As the collection/);
  await page.keyboard.press('Enter');
  await add.waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Summer' }).click();
  await expect.poll(async () => (await order()).length).toBe(4);
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual(['photo.png']);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(async () => (await order()).length).toBe(4);
});

test('order by buttons, by keyboard and by drag; a search keeps it', async () => {
  const { page } = app;
  const before = await order();
  expect(before[0]).toBe('photo.png');
  await page.getByRole('button', { name: 'Move photo.png later', exact: true }).click();
  await expect.poll(order).toEqual([before[1], before[0], before[2], before[3]]);
  await cell('photo.png').focus();
  await page.keyboard.press('Control+ArrowRight');
  await expect.poll(order).toEqual([before[1], before[2], before[0], before[3]]);
  const box = await cell(before[1] ?? '').boundingBox();
  await cell('photo.png')
    .locator('.tile-picture')
    .dragTo(cell(before[1] ?? ''), { targetPosition: { x: 4, y: (box?.height ?? 100) / 3 } });
  await expect.poll(order).toEqual(before);
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('photo');
  await expect.poll(async () => (await order()).every((title) => title?.startsWith('photo'))).toBe(true);
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('');
  await expect.poll(order).toEqual(before);
});

test('the list view: the collection’s own order, moved by keyboard and by drag; how each goes out', async () => {
  const { page } = app;
  await page.getByRole('radio', { name: 'List' }).check({ force: true });
  const line = (title: string) => page.getByRole('row', { name: title, exact: true });
  const lines = () =>
    page
      .locator('.list-row')
      .evaluateAll((all) =>
        all
          .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
          .map((each) => each.getAttribute('aria-label') ?? ''),
      );
  await expect.poll(async () => (await lines()).length).toBe(4);
  const [first = '', second = '', third = '', last = ''] = await lines();
  // It is ordered by hand: no column's head orders it.
  expect(await page.getByRole('columnheader', { name: 'File size' }).getByRole('button').count()).toBe(0);
  await line(first).getByLabel(`Export profile for ${first}`).waitFor();
  await line(first).focus();
  await page.keyboard.press('Control+ArrowDown');
  await expect.poll(lines).toEqual([second, first, third, last]);
  await page.keyboard.press('Control+ArrowUp');
  await expect.poll(lines).toEqual([first, second, third, last]);
  await line(last).dragTo(line(first), { sourcePosition: { x: 90, y: 10 }, targetPosition: { x: 90, y: 4 } });
  await expect.poll(lines).toEqual([last, first, second, third]);
  await page.keyboard.press('Control+z');
  await expect.poll(lines).toEqual([first, second, third, last]);
  await page.getByRole('radio', { name: 'Grid' }).check({ force: true });
});

test('a profile for the collection and one of its own; the download has exactly these', async () => {
  const { page } = app;
  await page
    .getByRole('combobox', { name: 'Export profile for this collection' })
    .selectOption({ label: 'Thumbnail 400' });
  const own = page.getByRole('combobox', { name: 'Export profile for photo.png', exact: true });
  await own.selectOption({ label: 'WebP 2048' });
  await page.getByRole('combobox', { name: 'Export profile for note.txt', exact: true }).selectOption('original');
  await expect.poll(() => own.inputValue()).toBe('webp-2048');
  await page.getByRole('button', { name: 'More actions for Summer' }).click();
  expect(await page.getByRole('menuitem').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual([
    'Download collection',
    'Share via e-mail',
    'Create share link',
    'Edit',
    'Delete',
  ]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download collection' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Summer.zip');
  await dialog('Download').getByRole('button', { name: 'Close', exact: true }).click();
  if (!has('unzip') || !has('vipsheader')) return;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-collection-'));
  run('unzip', ['-q', await download.path(), '-d', folder]);
  expect(readdirSync(folder).sort()).toEqual(
    ['located.jpg', 'note.txt', 'photo (2).jpg', 'photo.jpg', 'photo.webp']
      .filter((name) => name !== 'photo (2).jpg')
      .sort(),
  );
  expect(vipsFacts(join(folder, 'photo.webp')).loader).toBe('webpload');
  expect(Math.max(vipsFacts(join(folder, 'located.jpg')).width, 0)).toBeLessThanOrEqual(400);
});

test('the page Collections: a card with count and cover; rename, cover, delete and undo', async () => {
  const { page } = app;
  await cell('located.jpg').getByRole('button', { name: 'More actions for located.jpg' }).click();
  await page.getByRole('menuitem', { name: 'Use as cover' }).click();
  await page.getByText('The cover was changed.').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Collections' }).click();
  const card = page.getByRole('listitem', { name: 'Summer' });
  await card.getByText('4 assets').waitFor();
  await card.locator('img').waitFor();
  await card.getByRole('button', { name: 'More actions for Summer' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await dialog('Edit collection').getByLabel('Name').fill('Summer 2026');
  await dialog('Edit collection').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('listitem', { name: 'Summer 2026' }).waitFor();
  await page.getByRole('button', { name: 'More actions for Summer 2026' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog('Delete collection Summer 2026?').getByRole('button', { name: 'Ok' }).click();
  await page.getByText('A collection puts assets together').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await page.getByRole('listitem', { name: 'Summer 2026' }).getByText('4 assets').waitFor();
});

test('removing leaves the asset in the library; a deleted asset comes back to its place', async () => {
  const { page } = app;
  await page.getByRole('listitem', { name: 'Summer 2026' }).getByRole('link').first().click();
  await expect.poll(async () => (await order()).length).toBe(4);
  const before = await order();
  await cell('photo.webp').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Ok' }).click();
  await expect.poll(order).toEqual(before.filter((title) => title !== 'photo.webp'));
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual(before);
  await cell('note.txt').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Remove from collection' }).click();
  await expect.poll(order).toEqual(before.filter((title) => title !== 'note.txt'));
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await cell('note.txt').waitFor();
  await cell('photo.png').press('Enter');
  await dialog('photo.png').getByRole('button', { name: 'Details' }).click();
  await dialog('photo.png').getByRole('link', { name: 'Summer 2026' }).waitFor();
  await page.keyboard.press('Escape');
});

test('a collection that is gone says so, and an empty one what to do', async () => {
  const { page } = app;
  await page.goto(`${app.address}#/collection/nowhere`);
  await page.getByRole('heading', { name: 'This collection is not there any more' }).waitFor();
  await page.getByRole('link', { name: 'Go to Collections' }).click();
  await page.getByRole('button', { name: 'New collection' }).click();
  await dialog('New collection').getByLabel('Name').fill('Summer 2026');
  await dialog('New collection').getByText('Another collection has this name.').waitFor();
  await dialog('New collection').getByLabel('Name').fill('Empty');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Empty' }).waitFor();
  await page.getByText('Nothing is in this collection yet.').waitFor();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
