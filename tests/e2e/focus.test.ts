import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../support/app';
import { handsOn } from '../support/hands';
import { openSeven, TITLES } from '../support/seven';

/** Where the keyboard is when a dialog opens, and when it closes: never on the page itself. */
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

describe('a dialog opens on its first field, else on the button that does least harm, and gives the focus back', () => {
  interface Case {
    name: string;
    open: () => Promise<void>;
    first: string;
    /** What opened it. */
    back: string;
    leave?: string;
  }
  const more = 'More actions for a.png';
  const CASES: Case[] = [
    { name: 'Edit a.png', open: () => choose('a.png', 'Edit'), first: 'Title', back: more },
    {
      name: 'Upload new version of a.png',
      open: () => choose('a.png', 'Upload new version'),
      first: 'Browse files',
      back: more,
    },
    {
      name: 'Duplicate metadata of a.png',
      open: () => choose('a.png', 'Duplicate metadata'),
      first: 'Browse files',
      back: more,
    },
    { name: 'Add note to a.png', open: () => choose('a.png', 'Add note'), first: 'Note', back: more },
    { name: 'Share', open: () => choose('a.png', 'Share'), first: 'E-mail addresses', back: more },
    { name: 'Delete a.png?', open: () => choose('a.png', 'Delete'), first: 'Cancel', back: more },
    {
      name: 'Add to collection',
      open: () => cell('a.png').getByRole('button', { name: 'Add a.png to a collection' }).click(),
      first: 'Collection',
      back: 'Add a.png to a collection',
    },
    {
      name: 'New category',
      open: () => page.getByRole('button', { name: 'New category' }).click(),
      first: 'Name',
      back: 'New category',
    },
    {
      name: 'All keys',
      open: async () => {
        await cell('a.png').focus();
        await page.keyboard.press('?');
      },
      first: 'Done',
      back: 'a.png',
      leave: 'Done',
    },
    {
      name: 'a.png',
      open: async () => {
        await cell('a.png').focus();
        await page.keyboard.press('Enter');
      },
      first: 'a.png',
      back: 'a.png',
      leave: 'Back',
    },
    {
      name: 'Upload',
      open: () => page.getByRole('button', { name: 'Upload', exact: true }).click(),
      first: 'Browse files',
      back: 'Upload',
    },
    {
      name: 'New field',
      open: async () => {
        await settings('Fields');
        await page.getByRole('button', { name: 'New field' }).click();
      },
      first: 'Name',
      back: 'New field',
    },
    {
      name: 'Import metadata from CSV',
      open: async () => {
        await settings('Fields');
        await page.getByRole('button', { name: 'Import metadata from CSV' }).click();
      },
      first: 'Browse files',
      back: 'Import metadata from CSV',
    },
    {
      name: 'New collection',
      open: async () => {
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Collections' }).click();
        await page.getByRole('button', { name: 'New collection' }).click();
      },
      first: 'Name',
      back: 'New collection',
    },
  ];

  test.each(CASES)('$name', async ({ name, open, first, back, leave = 'Cancel' }) => {
    if (page.url().match(/assets|\/$/) === null) await toAssets();
    for (const way of ['Esc', 'button']) {
      await open();
      await dialog(name).waitFor();
      await comesTo(first);
      if (way === 'Esc') await page.keyboard.press('Escape');
      else await press(name, leave);
      await dialog(name).waitFor({ state: 'detached' });
      await comesTo(back);
    }
    await toAssets();
  });

  test('in bulk', async () => {
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.keyboard.press('e');
    await dialog(`Edit ${TITLES.length} assets`).waitFor();
    await comesTo('Title');
    await page.keyboard.press('Escape');
    await comesTo('Select all');
    await page.getByRole('button', { name: 'Clear selection' }).press('Enter');
    await expect.poll(focused).not.toBe('the page');
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
