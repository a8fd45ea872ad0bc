import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { handsOn } from '../support/hands';
import { fillDisk } from '../support/no-room';
import { fixture } from '../support/tools';

/** What somebody typed is asked about by every way of leaving it: Back, another tab of the settings, another asset. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await app.upload(['photo.png', 'photo.webp', 'note.txt'].map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const { dialog, cell, choose, settings } = handsOn(() => page);
const question = () => dialog('Discard what you typed?');
const inDialog = (name: string, label: string) => dialog(name).getByLabel(label, { exact: true });

test('a share that did not go through is offered with its words, to be tried again or changed', async () => {
  await choose('photo.png', 'Share');
  await inDialog('Share', 'E-mail addresses').fill('Ana <ana@example.org>');
  await inDialog('Share', 'Comment').fill('For the report');
  const makeRoom = await fillDisk(page);
  await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
  const failed = page.getByRole('alert').filter({ hasText: 'did not succeed' });
  await failed.getByText('no room left').waitFor();
  await makeRoom();
  await failed.getByRole('button', { name: 'Change' }).click();
  expect(await inDialog('Share', 'E-mail addresses').inputValue()).toBe('Ana <ana@example.org>');
  expect(await inDialog('Share', 'Comment').inputValue()).toBe('For the report');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Discard' }).click();
  await dialog('Share').waitFor({ state: 'detached' });
});

test('typed and taken back is no change; what was discarded is gone', async () => {
  await choose('photo.png', 'Edit');
  const title = inDialog('Edit photo.png', 'Title');
  expect(await title.inputValue()).toBe('');
  await title.fill('x');
  await title.fill('');
  await page.keyboard.press('Escape');
  await dialog('Edit photo.png').waitFor({ state: 'detached' });
});

test.each([
  ['Edit photo.png', 'Headline', () => choose('photo.png', 'Edit')],
  [
    'New field',
    'Help text',
    () => settings('Fields').then(() => page.getByRole('button', { name: 'New field' }).click()),
  ],
] as const)('the browser’s Back asks as Esc does, and stays on the page: %s', async (name, field, open) => {
  await open();
  const address = page.url();
  await inDialog(name, field).fill('Harbour');
  await page.goBack();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await inDialog(name, field).inputValue()).toBe('Harbour');
  await page.goBack();
  await question().getByRole('button', { name: 'Discard' }).click();
  await dialog(name).waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
});

test('the settings of a storage: leaving the tab asks, saving settles it', async () => {
  await settings('Carriers');
  const form = page.getByRole('region', { name: 'Own storage (WebDAV)' });
  await form.getByLabel('Folder').fill('https://dav.example.org/shares');
  await page.getByRole('tab', { name: 'About' }).click();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await form.getByLabel('Folder').inputValue()).toBe('https://dav.example.org/shares');
  expect(page.url()).toMatch(/settings\/carriers$/);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByRole('tabpanel', { name: 'About' }).waitFor();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  await form.getByLabel('User').fill('me');
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await question().getByRole('button', { name: 'Discard' }).click();
  await cell('photo.png').waitFor();
});

test('a note that is changed in the large view', async () => {
  await choose('photo.png', 'Add note');
  await inDialog('Add note to photo.png', 'Note').fill('First words');
  await dialog('Add note to photo.png').getByRole('button', { name: 'Add', exact: true }).click();
  await dialog('Add note to photo.png').waitFor({ state: 'detached' });
  await cell('photo.png').press('Enter');
  const viewer = dialog('photo.png');
  await viewer.getByRole('button', { name: 'Details' }).click();
  await viewer.getByRole('button', { name: 'Edit note' }).click();
  await viewer.getByRole('textbox', { name: 'Note' }).fill('Other words');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  // What is written is no command of the large view; what is one asks first.
  await viewer.getByRole('textbox', { name: 'Note' }).pressSequentially(' 0+-if');
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words 0+-if');
  for (const hide of [
    () => viewer.getByRole('button', { name: 'Details' }).click(),
    () => viewer.getByRole('button', { name: 'Zoom in' }).press('i'),
  ]) {
    await hide();
    await question().getByRole('button', { name: 'Go on' }).click();
  }
  await viewer.getByRole('button', { name: 'Previous', exact: true }).press('Enter');
  await question().getByRole('button', { name: 'Go on' }).click();
  await page.goBack();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words 0+-if');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Discard' }).click();
  await viewer.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Details' }).click();
});

test('a note that is changed beside the list stays in sight, and its own Cancel asks', async () => {
  await cell('photo.png').focus();
  await page.getByRole('button', { name: 'Details' }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('button', { name: 'Edit note' }).click();
  await panel.getByRole('textbox', { name: 'Note' }).fill('Other words');
  await cell('note.txt').click();
  expect(await panel.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  for (const hide of [
    () => panel.getByRole('button', { name: 'Hide panel' }).click(),
    () => page.getByRole('button', { name: 'Details' }).click(),
    () => cell('note.txt').press('i'),
    () => panel.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await hide();
    await question().getByRole('button', { name: 'Go on' }).click();
    expect(await panel.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  }
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await question().getByRole('button', { name: 'Discard' }).click();
  await panel.getByRole('textbox', { name: 'Note' }).waitFor({ state: 'detached' });
  await cell('photo.webp').click();
  await panel.getByText('photo.webp').first().waitFor();
  await page.getByRole('button', { name: 'Details' }).click();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
