import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../support/app';
import { handsOn } from '../support/hands';
import { openSeven, TITLES } from '../support/seven';
import { fixture } from '../support/tools';

/** Where the keyboard is after everything that goes: never on the page itself. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openSeven();
  page = app.page;
});
afterAll(() => app.close());

const hands = handsOn(() => page);
const { dialog, cell, focused, comesTo, choose, press, settings } = hands;
const toAssets = () => hands.toAssets('a.png');

describe('what goes leaves the focus to what took its place', () => {
  test('delete: by key, from the menu, from the toolbar; the next asset, else the one before', async () => {
    await cell('c.png').focus();
    await page.keyboard.press('Delete');
    await press('Delete c.png?', 'Ok');
    await comesTo('d.png');
    await choose('d.png', 'Delete');
    await press('Delete d.png?', 'Ok');
    await comesTo('e.png');
    await cell('g.png').focus();
    await page.keyboard.press('Delete');
    await press('Delete g.png?', 'Ok');
    await comesTo('f.png');
    await page.getByRole('checkbox', { name: 'Select e.png' }).click();
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    await press('Delete e.png?', 'Ok');
    await cell('e.png').waitFor({ state: 'detached' });
    await comesTo('f.png');
    // What the keyboard is on is what keys are about.
    await page.keyboard.press('n');
    await dialog('Add note to f.png').waitFor();
    await page.keyboard.press('Escape');
  });

  test('restore, and the last one of a page', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Deleted' }).click();
    await cell('c.png').waitFor();
    const order = await page.getByRole('gridcell').evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    for (const [i, title] of order.entries()) {
      await cell(title).getByRole('button', { name: 'Restore' }).press('Enter');
      await cell(title).waitFor({ state: 'detached' });
      await expect.poll(focused).not.toBe('the page');
      if (i < order.length - 1) await comesTo(order[i + 1] ?? '');
    }
    await page.getByText('Nothing is deleted.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await toAssets();
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(TITLES.length);
  });

  test('Undo in a message, and putting it away', async () => {
    await cell('b.png').focus();
    await page.keyboard.press('Delete');
    await press('Delete b.png?', 'Ok');
    await comesTo('c.png');
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
    await cell('b.png').waitFor();
    await comesTo('c.png');
    for (const button of await page.getByRole('button', { name: 'Dismiss', exact: true }).all()) {
      await button.press('Enter').catch(() => {});
      await expect.poll(focused).not.toBe('the page');
    }
  });

  test('adding to a collection from one asset and from the toolbar', async () => {
    await cell('a.png').getByRole('button', { name: 'Add a.png to a collection' }).click();
    await dialog('Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer');
    await page.keyboard.press('Enter');
    await dialog('Add to collection').waitFor({ state: 'detached' });
    await comesTo('Add a.png to a collection');
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Add to collection' }).click();
    await dialog('Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer');
    await page.keyboard.press('Enter');
    await dialog('Add to collection').waitFor({ state: 'detached' });
    await comesTo('Add to collection');
    await page.getByRole('button', { name: 'Clear selection' }).press('Enter');
    await expect.poll(focused).not.toBe('the page');
  });

  test('in a collection: moved, taken out, the collection itself', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Summer' }).click();
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(TITLES.length);
    for (let i = 0; i < TITLES.length - 1; i++) {
      await page.getByRole('button', { name: 'Move a.png later', exact: true }).press('Enter');
      const place = () =>
        page.getByRole('gridcell').evaluateAll((all) => all.findIndex((each) => each.ariaLabel === 'a.png'));
      await expect.poll(place).toBe(i + 1);
      await expect.poll(focused).not.toBe('the page');
      expect(await page.evaluate(() => document.activeElement?.closest('[role=gridcell]')?.ariaLabel)).toBe('a.png');
    }
    const before = await page.getByRole('gridcell').evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    await choose(before[1] ?? '', 'Remove from collection');
    await comesTo(before[2] ?? '');
    await page.getByRole('button', { name: 'More actions for Summer' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await comesTo('Cancel');
    await press('Delete collection Summer?', 'Ok');
    await page.getByText('A collection puts assets together').waitFor();
    await expect.poll(focused).not.toBe('the page');
    await toAssets();
  });

  test('the steps of an upload, to the last and through', async () => {
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const upload = dialog('Upload');
    await upload.getByLabel('Browse files').setInputFiles([fixture('note.txt')]);
    await upload.getByText('1 of 1 file in the library').waitFor();
    await upload.getByRole('button', { name: 'Next' }).press('Enter');
    await comesTo('Next');
    await page.keyboard.press('Enter');
    await upload.getByLabel('Metadata for').waitFor();
    await comesTo('Finish');
    await upload.getByRole('button', { name: 'Back' }).press('Enter');
    await comesTo('Back');
    await page.keyboard.press('Enter');
    await upload.getByRole('region', { name: 'Drop files here' }).waitFor();
    await expect.poll(focused).not.toBe('the page');
    await press('Upload', 'Finish');
    await comesTo('Upload');
  });

  test('versions: Prev and Next to the ends, make current, delete', async () => {
    await choose('a.png', 'Upload new version');
    await dialog('Upload new version of a.png').getByLabel('Browse files').setInputFiles(fixture('photo.avif'));
    await press('Upload new version of a.png', 'Finish');
    await dialog('Upload new version of a.png').waitFor({ state: 'detached' });
    await comesTo('More actions for a.png');
    await cell('a.png').getByRole('button', { name: '2 versions' }).click();
    const history = dialog('Version history of a.png');
    await comesTo('Done');
    await history.getByRole('button', { name: 'Prev' }).press('Enter');
    await history.getByText('Version 1 of 2').waitFor();
    await comesTo('Next');
    await page.keyboard.press('Enter');
    await history.getByText('Version 2 of 2').waitFor();
    await expect.poll(focused).not.toBe('the page');
    await history.getByRole('button', { name: 'Prev' }).press('Enter');
    await history.getByRole('button', { name: 'Make current' }).press('Enter');
    await history.getByText('Current version').waitFor();
    await expect.poll(focused).not.toBe('the page');
    await history.getByRole('button', { name: 'Delete version' }).press('Enter');
    await comesTo('Cancel');
    await press('Delete version 1?', 'Ok');
    await history.getByText('Version 1 of 1').waitFor();
    await comesTo('Done');
    await page.keyboard.press('Enter');
    await history.waitFor({ state: 'detached' });
    await expect.poll(focused).not.toBe('the page');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=gridcell]')?.ariaLabel)).toBe('a.png');
  });

  test('Esc in the search, with and without a result', async () => {
    await page.keyboard.press('/');
    await comesTo('Search assets');
    await page.keyboard.type('b.png');
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell');
    await page.keyboard.press('/');
    await page.keyboard.type('nothing is like this');
    await page.getByText('Nothing found').waitFor();
    await page.keyboard.press('Escape');
    await cell('b.png').waitFor();
    await expect.poll(focused).not.toBe('the page');
  });

  test('rows of settings, categories and notes', async () => {
    await settings('Fields');
    await page.getByRole('button', { name: 'Retire Headline' }).press('Enter');
    await expect.poll(focused).not.toBe('the page');
    await page.getByRole('button', { name: 'Retired fields (1)' }).press('Enter');
    await page.getByRole('button', { name: 'Bring Headline back' }).press('Enter');
    await page.getByRole('button', { name: 'Retire Headline' }).waitFor();
    await expect.poll(focused).not.toBe('the page');
    await page.getByRole('button', { name: 'New category' }).first().click();
    await dialog('New category').getByLabel('Name').fill('People');
    await page.keyboard.press('Enter');
    await comesTo('New category');
    await page.getByRole('tab', { name: 'Categories' }).click();
    await page.getByRole('button', { name: 'Delete category People' }).press('Enter');
    await press('Delete category People?', 'Ok');
    await page.getByText('There are no categories yet.').waitFor();
    await expect.poll(focused).not.toBe('the page');
  });
});

test('a list view keeps the same rule', async () => {
  await toAssets();
  await page.getByRole('radio', { name: 'List', exact: true }).check({ force: true });
  const row = (title: string) => page.getByRole('row', { name: title, exact: true });
  await row('c.png').focus();
  await page.keyboard.press('Delete');
  await press('Delete c.png?', 'Ok');
  await comesTo('d.png');
  await row('d.png').getByRole('button', { name: 'More actions for d.png' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).press('Enter');
  await press('Delete d.png?', 'Ok');
  await comesTo('e.png');
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
