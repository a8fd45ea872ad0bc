import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fillDisk, kept, rowsOf } from '../support/rows';

/** Every command on a disk that is full when its last button is pressed. */
let app: App;
afterEach(() => app.close());

/** What is written by no command: read anew, looked at by itself. */
const TABLES = ['assets', 'versions', 'blobs', 'previews', 'notes', 'categories', 'collections', 'collectionItems'];
const ALL = [...TABLES, 'undo', 'activity', 'shares', 'carriers', 'settings', 'jobs'];

interface Command {
  /** All but the last press. */
  open?: (page: Page) => Promise<void>;
  press: (page: Page) => Promise<void>;
  /** Begins the message. */
  says: string;
  /** What tells that it is done. */
  done: (page: Page) => Promise<void>;
}

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const cellOf = (page: Page, name: string) => page.getByRole('gridcell', { name, exact: true });
const gone = (page: Page, name: string) => dialogOf(page, name).waitFor({ state: 'detached' });

async function choose(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${title}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const pressIn = (name: string, button: string) => (page: Page) =>
  dialogOf(page, name).getByRole('button', { name: button, exact: true }).click();

async function settings(page: Page, tab: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

async function all(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const file = (name: string) => ({ name, mimeType: '', buffer: randomBytes(300) });

/** One after the other, as a person does them; the typed words must still be there for the second press. */
const COMMANDS: Record<string, Command> = {
  Edit: {
    async open(page) {
      await choose(page, 'a.bin', 'Edit');
      await dialogOf(page, 'Edit a.bin').getByLabel('Headline', { exact: true }).fill('Typed once');
    },
    press: pressIn('Edit a.bin', 'Save'),
    says: 'Nothing was saved.',
    done: (page) => gone(page, 'Edit a.bin'),
  },
  'Edit of several': {
    async open(page) {
      await all(page, 'Edit');
      await dialogOf(page, 'Edit 2 assets').getByLabel('Credit line', { exact: true }).fill('Typed once');
    },
    press: pressIn('Edit 2 assets', 'Save'),
    says: 'Nothing was saved.',
    done: (page) => gone(page, 'Edit 2 assets'),
  },
  'Add note': {
    async open(page) {
      await page.keyboard.press('Escape');
      await choose(page, 'a.bin', 'Add note');
      await dialogOf(page, 'Add note to a.bin').getByRole('textbox', { name: 'Note' }).fill('Typed once');
    },
    press: pressIn('Add note to a.bin', 'Add'),
    says: 'The note was not added.',
    done: (page) => gone(page, 'Add note to a.bin'),
  },
  'Add to collection': {
    async open(page) {
      await page.getByRole('button', { name: 'Add a.bin to a collection' }).click();
      await dialogOf(page, 'Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Best');
    },
    press: pressIn('Add to collection', 'Add'),
    says: 'The collection was not made.',
    done: (page) => gone(page, 'Add to collection'),
  },
  'Upload new version': {
    async open(page) {
      await choose(page, 'a.bin', 'Upload new version');
      await dialogOf(page, 'Upload new version of a.bin').getByLabel('Browse files').setInputFiles(file('second.bin'));
    },
    press: pressIn('Upload new version of a.bin', 'Finish'),
    says: '“second.bin” was not added.',
    done: (page) => gone(page, 'Upload new version of a.bin'),
  },
  'Duplicate metadata': {
    async open(page) {
      await choose(page, 'b.bin', 'Duplicate metadata');
      await dialogOf(page, 'Duplicate metadata of b.bin').getByLabel('Browse files').setInputFiles(file('third.bin'));
    },
    press: pressIn('Duplicate metadata of b.bin', 'Finish'),
    says: '“third.bin” was not added.',
    async done(page) {
      await gone(page, 'Duplicate metadata of b.bin');
      // Where the new one takes its place, the others move.
      await expect.poll(() => page.getByRole('gridcell').count()).toBe(3);
    },
  },
  Clone: {
    press: (page) => choose(page, 'b.bin', 'Clone'),
    says: 'Nothing was cloned.',
    done: (page) => cellOf(page, 'b.bin (copy)').waitFor(),
  },
  Undo: {
    press: (page) => page.keyboard.press('Control+z'),
    says: 'Nothing was undone.',
    done: (page) => cellOf(page, 'b.bin (copy)').waitFor({ state: 'detached' }),
  },
  Redo: {
    press: (page) => page.keyboard.press('Control+Shift+z'),
    says: 'Nothing was done again.',
    done: (page) => cellOf(page, 'b.bin (copy)').waitFor(),
  },
  Delete: {
    async press(page) {
      await choose(page, 'b.bin (copy)', 'Delete');
      await dialogOf(page, 'Delete b.bin (copy)?').getByRole('button', { name: 'Ok' }).click();
    },
    says: 'Nothing was deleted.',
    done: (page) => cellOf(page, 'b.bin (copy)').waitFor({ state: 'detached' }),
  },
  'a file of an upload': {
    async open(page) {
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    },
    press: (page) => dialogOf(page, 'Upload').getByLabel('Browse files').setInputFiles(file('late.bin')),
    says: '',
    async done(page) {
      const upload = dialogOf(page, 'Upload');
      await upload.getByRole('listitem', { name: 'late.bin' }).getByText('Done').last().waitFor();
      await upload.getByRole('button', { name: 'Finish' }).click();
      await gone(page, 'Upload');
    },
  },
  'New category': {
    async open(page) {
      await settings(page, 'Categories');
      await page.getByRole('main').getByRole('button', { name: 'New category', exact: true }).click();
      await dialogOf(page, 'New category').getByLabel('Name').fill('Sea');
    },
    press: pressIn('New category', 'Add'),
    says: 'The category was not made.',
    done: (page) => gone(page, 'New category'),
  },
  'New field': {
    async open(page) {
      await settings(page, 'Fields');
      await page.getByRole('button', { name: 'New field' }).click();
      await dialogOf(page, 'New field').getByLabel('Name', { exact: true }).fill('Season');
    },
    press: pressIn('New field', 'Save'),
    says: 'The fields could not be kept.',
    done: (page) => gone(page, 'New field'),
  },
  'a table': {
    async open(page) {
      await page.getByRole('button', { name: 'Import metadata from CSV' }).click();
      const id = (await kept(page)).assets[0]?.id;
      const buffer = Buffer.from(`Id,Headline\r\n${id},From a table\r\n`);
      const table = dialogOf(page, 'Import metadata from CSV');
      await table.getByLabel('Browse files').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer });
      await table.getByText(/^1 asset will change/).waitFor();
    },
    press: pressIn('Import metadata from CSV', 'Import'),
    says: 'Nothing was taken in.',
    done: (page) => gone(page, 'Import metadata from CSV'),
  },
};

test('each command on a full disk: nothing of it is done, the word is “no room”, and the same press does it later', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([file('a.bin'), file('b.bin')]);
  for (const [name, { open, press, says, done }] of Object.entries(COMMANDS)) {
    await open?.(page);
    const before = await rowsOf(page, ALL);
    await fillDisk(page, true);
    await press(page);
    if (says) {
      const alert = page.getByRole('alert').filter({ hasText: says }).filter({ hasText: 'There is no room left' });
      await alert.waitFor();
      await alert.getByRole('button', { name: 'Dismiss' }).click();
    } else await page.getByText('There is no room left for it').waitFor();
    expect({ name, rows: await rowsOf(page, ALL) }).toEqual({ name, rows: before });
    await fillDisk(page, false);
    if (says) await press(page);
    else await page.getByRole('button', { name: 'Retry' }).click();
    await done(page);
  }
});
