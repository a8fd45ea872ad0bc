import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  const png = readFileSync(fixture('photo.png'));
  await app.upload(
    Array.from({ length: 60 }, (_, i) => ({
      name: `file ${i}.png`,
      mimeType: 'image/png',
      buffer: Buffer.concat([png, Buffer.alloc(i + 1, i)]),
    })),
  );
  await app.settled();
  await app.page.reload();
  await app.page.getByRole('gridcell').first().waitFor();
});
afterAll(() => app.close());

const cell = (title: string) => page.getByRole('gridcell', { name: title, exact: true });
const selected = () => page.getByRole('toolbar', { name: 'Selection' }).locator('.selection-count').textContent();
const shown = () =>
  page.getByRole('gridcell').evaluateAll((cells) => cells.map((each) => each.getAttribute('aria-label')));
const sort = (by: string) => page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: by });

test('the grid says how large it is and draws only what is in sight', async () => {
  const grid = page.getByRole('grid', { name: 'Assets' });
  const columns = Number(await grid.getAttribute('aria-colcount'));
  expect(columns).toBe(5);
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBe(12);
  expect(await page.getByRole('gridcell').count()).toBeLessThan(60);
});

test('sorting', async () => {
  await sort('Name');
  await expect.poll(async () => (await shown()).slice(0, 3)).toEqual(['file 0.png', 'file 1.png', 'file 2.png']);
  await sort('Size');
  await expect.poll(async () => (await shown())[0]).toBe('file 59.png');
  await sort('Oldest');
  const oldest = await shown();
  await sort('Newest');
  await expect.poll(async () => (await shown())[0]).not.toBe(oldest[0]);
  await sort('Name');
  await expect.poll(async () => (await shown())[0]).toBe('file 0.png');
});

test('selecting with the mouse: one, a range, more, all, none', async () => {
  await cell('file 1.png').click();
  expect(await selected()).toBe('1 selected');
  await cell('file 4.png').click({ modifiers: ['Shift'] });
  expect(await selected()).toBe('4 selected');
  await cell('file 7.png').click({ modifiers: ['ControlOrMeta'] });
  expect(await selected()).toBe('5 selected');
  await cell('file 7.png').click({ modifiers: ['ControlOrMeta'] });
  expect(await selected()).toBe('4 selected');
  await page.getByRole('checkbox', { name: 'Select file 9.png', exact: true }).click();
  expect(await selected()).toBe('5 selected');
  await page.getByRole('checkbox', { name: 'Select file 6.png', exact: true }).click({ modifiers: ['Shift'] });
  expect(await selected()).toBe('8 selected');
  await page.getByRole('button', { name: 'Select all' }).click();
  expect(await selected()).toBe('60 selected');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  expect(await selected()).toBe('Nothing selected');
});

test('by keyboard alone: move, select, extend, all, none', async () => {
  await cell('file 0.png').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 6.png');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(selected).toBe('7 selected');
  await page.keyboard.press('Control+End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 59.png');
  await page.keyboard.press('Control+Home');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 0.png');
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 4.png');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 4.png');
  await page.keyboard.press('Control+a');
  expect(await selected()).toBe('60 selected');
  await page.keyboard.press('Escape');
  expect(await selected()).toBe('Nothing selected');
});

test('Tab and F2 enter an asset’s controls in their order, Esc leaves them', async () => {
  await cell('file 0.png').focus();
  const active = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await page.keyboard.press('F2');
  expect(await active()).toBe('Select file 0.png');
  await page.keyboard.press('Tab');
  expect(await active()).toBe('Download type for file 0.png');
  await page.keyboard.press('Tab');
  expect(await active()).toBe('Download file 0.png');
  await page.keyboard.press('Escape');
  expect(await active()).toBe('file 0.png');
});

test('the large view: Enter, arrows, zoom, details, Esc, and the focus is back on what was seen', async () => {
  await cell('file 0.png').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'file 0.png' }).waitFor();
  await page.keyboard.press('ArrowRight');
  const viewer = page.getByRole('dialog', { name: 'file 1.png' });
  await viewer.waitFor();
  await page.keyboard.press('+');
  await viewer.getByText('150 %').waitFor();
  await page.keyboard.press('0');
  await viewer.getByText('100 %').waitFor();
  await page.keyboard.press('i');
  const details = viewer.getByRole('complementary', { name: 'Details' });
  await details.getByText('240 × 135').waitFor();
  await page.keyboard.press('i');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('file 1.png');
});

test('keys: i shows details, u the upload, d downloads; switched off they do nothing', async () => {
  await cell('file 2.png').focus();
  await page.keyboard.press('i');
  await page.getByRole('complementary', { name: 'Details' }).getByText('file 2.png').first().waitFor();
  await page.keyboard.press('i');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
  expect(download.suggestedFilename()).toBe('file 2.png');
  await page.keyboard.press('u');
  const dialog = page.getByRole('dialog', { name: 'Upload' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Single-letter keys' }).uncheck();
  await page.keyboard.press('u');
  await page.waitForTimeout(200);
  expect(await dialog.count()).toBe(0);
  await page.getByRole('checkbox', { name: 'Single-letter keys' }).check();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
});

test('at the smallest sizes the controls fold into one button', async () => {
  await page.getByRole('slider', { name: 'Preview size' }).fill('0');
  await page.getByRole('button', { name: 'Actions for file 0.png', exact: true }).click();
  const panel = page.getByRole('group', { name: 'Actions for file 0.png' });
  await panel.getByRole('combobox', { name: 'Download type for file 0.png' }).selectOption({ label: 'Web 1600' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Download file 0.png' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('file 0.jpg');
  await page.keyboard.press('Escape');
  await page.getByRole('slider', { name: 'Preview size' }).fill('3');
});

test('the theme', async () => {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.getByRole('button', { name: 'Theme' }).press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
});

test('a role sees only its profiles', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Profile', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('A. Person');
  await page.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Web editor' });
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  const options = page.getByRole('combobox', { name: 'Download type for file 0.png', exact: true }).locator('option');
  await expect
    .poll(() => options.allTextContents())
    .toEqual(['Original', 'Web 1600', 'Thumbnail 400', 'WebP 2048', 'AVIF 2048']);
  await page.reload();
  await cell('file 0.png').waitFor();
  await expect.poll(() => options.count()).toBe(5);
});

test('on a phone: two columns, a bar at the bottom, selecting by a long press', async () => {
  const phone = await openApp({
    profile: undefined,
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  await phone.page.getByRole('button', { name: 'Try with sample pictures' }).click();
  await expect.poll(() => phone.page.getByRole('gridcell').count()).toBe(6);
  expect(await phone.page.getByRole('grid', { name: 'Assets' }).getAttribute('aria-colcount')).toBe('2');
  const bar = phone.page.getByRole('navigation', { name: 'Main' });
  await bar.getByRole('button', { name: 'Upload' }).waitFor();
  await bar.getByRole('button', { name: 'More' }).click();
  await phone.page.getByRole('menuitem', { name: 'Settings' }).click();
  await phone.page.getByRole('heading', { name: 'Settings' }).waitFor();
  await bar.getByRole('link', { name: 'Assets' }).click();
  const box = await phone.page.getByRole('gridcell', { name: 'sunset.jpg' }).boundingBox();
  if (!box) throw new Error('no cell');
  const client = await phone.context.newCDPSession(phone.page);
  const point = { x: box.x + box.width / 2, y: box.y + 40 };
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await phone.page.waitForTimeout(700);
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await phone.page.getByText('1 selected').waitFor();
  await phone.page.getByRole('gridcell', { name: 'dandelions.jpg' }).locator('.tile-picture').tap();
  await phone.page.getByText('2 selected').waitFor();
  await phone.page.getByRole('button', { name: 'Clear selection' }).tap();
  await phone.page.getByRole('gridcell', { name: 'sunset.jpg' }).locator('.tile-picture').tap();
  await phone.page.getByRole('dialog', { name: 'sunset.jpg' }).waitFor();
  // Nothing is wider than the screen.
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await phone.close();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
