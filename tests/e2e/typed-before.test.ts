import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** What was typed and could not be saved any more is given back after the reload; secrets are not kept anywhere. */
let app: App;
afterEach(() => app.close());

const dialog = (name: string) => app.page.getByRole('dialog', { name, exact: true });
const cell = (title: string) => app.page.getByRole('gridcell', { name: title, exact: true });
const givenBack = () => dialog('What you typed before the reload');
const words = (where: string) => givenBack().getByRole('region', { name: where }).locator('dt, dd').allTextContents();

async function open(): Promise<Page> {
  app = await openApp();
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.upload([fixture('photo.png')]);
  await app.settled();
  return app.page;
}

async function choose(item: string): Promise<void> {
  await cell('photo.png').getByRole('button', { name: 'More actions for photo.png' }).click();
  await app.page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** A page of the same site that is no Satchel. */
async function otherPage(): Promise<Page> {
  const other = await app.context.newPage();
  await other.goto(new URL('installation.json', app.address).href);
  return other;
}

test('a library that a newer program has taken over: the words of the dialog, of the page and of what is half typed', async () => {
  const page = await open();
  await choose('Add note');
  await dialog('Add note to photo.png').getByLabel('Note').fill('First words');
  await dialog('Add note to photo.png').getByRole('button', { name: 'Add', exact: true }).click();
  await dialog('Add note to photo.png').waitFor({ state: 'detached' });
  await cell('photo.png').focus();
  await page.keyboard.press('i');
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('button', { name: 'Edit note' }).click();
  await panel.getByRole('textbox', { name: 'Note' }).fill('Other words');
  await choose('Edit');
  const edit = dialog('Edit photo.png');
  await edit.getByLabel('Title', { exact: true }).fill('Harbour');
  await edit.getByLabel('Keywords', { exact: true }).pressSequentially('sea,half');
  const other = await otherPage();
  await other.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('satchel', 10_000);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      }),
  );
  const said = edit.getByRole('alert').filter({ hasText: 'Nothing can be saved here any more.' });
  await edit.getByLabel('Description', { exact: true }).fill('Typed after it');
  await said.getByRole('button', { name: 'Reload' }).click();
  await givenBack().waitFor();
  await page.getByRole('heading', { name: 'Your library cannot be opened', includeHidden: true }).waitFor();
  expect(await words('In “Edit photo.png”')).toEqual([
    'Title',
    'Harbour',
    'Keywords',
    'sea; half',
    'Description',
    'Typed after it',
  ]);
  expect(await words('In “Details”')).toEqual(['Note', 'Other words']);
  // Until somebody has let them go they are not lost by one more reload.
  await page.reload();
  await givenBack().waitFor();
  await page.keyboard.press('Escape');
  await dialog('Discard what you typed?').getByRole('button', { name: 'Go on' }).click();
  await givenBack().getByRole('button', { name: 'Copy' }).click();
  await givenBack().getByText('The words were copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('In “Details”\nNote: Other words');
  await givenBack().getByRole('button', { name: 'Close', exact: true }).click();
  await givenBack().waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Your library cannot be opened' }).waitFor();
  expect(await givenBack().count()).toBe(0);
});

test('a library that was deleted in another tab: the true word, the words typed, and no passphrase among them', async () => {
  const page = await open();
  await choose('Share');
  await dialog('Share').getByLabel('Comment').fill('For the report');
  await dialog('Share').getByLabel('Protect with a passphrase').check();
  await dialog('Share').getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  const other = await otherPage();
  // Without a version in its event, as developer tools do it too.
  await other.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('satchel');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error('blocked'));
      }),
  );
  await dialog('Share')
    .getByText(/^The library was deleted from this browser/)
    .waitFor();
  expect(await dialog('Share').getByLabel('Comment').inputValue()).toBe('For the report');
  const names = await other.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).not.toContain('satchel');
  await page.reload();
  await givenBack().waitFor();
  expect(await words('In “Share”')).toEqual(['Comment', 'For the report']);
  // Kept again while the page is away, and still without it.
  await page.goto(new URL('installation.json', app.address).href);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).toContain('For the report');
  expect(kept).not.toContain('correct horse');
  await page.goto(app.address);
  await givenBack().getByRole('button', { name: 'Close', exact: true }).click();
  await dialog('Discard what you typed?').getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
