import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { expectWhole, filesOnDisk, fillDisk, kept, rowsOf } from '../support/rows';
import { fixture } from '../support/tools';

/** A disk that runs full at any step: whole or not at all, in the right words, and the next attempt works. */
let app: App;
afterEach(() => app.close());

/** Pictures of 100 kB and files of several sizes, each with bytes of its own that cannot be packed. */
const files = (named = '') => [
  ...Array.from({ length: 4 }, (_, i) => ({
    name: `${named}picture ${i}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([readFileSync(fixture('located.jpg')), Buffer.from([i]), Buffer.from(named)]),
  })),
  ...[20_000, 200_000, 700_000].map((size) => ({
    name: `${named}file of ${size}.bin`,
    mimeType: '',
    buffer: randomBytes(size),
  })),
];

/** What the dialog says of each file. */
const reasons = (page: Page) =>
  page
    .getByRole('dialog', { name: 'Upload' })
    .locator('.file-row')
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('aria-label') ?? '', row.querySelector('.file-state')?.textContent ?? '']),
    );

/** What is there is whole, and of everything else the dialog says why. @returns what it says of each file */
async function expectSaid(page: Page): Promise<string[][]> {
  const there = new Set((await expectWhole(page)).assets.map((asset) => asset.fileName));
  const said = await reasons(page);
  for (const [name = '', words] of said) {
    const fits = /: Done$|no room left for its previews/;
    expect(`${name}: ${words}`).toMatch(there.has(name) ? fits : /There is no room left for it/);
  }
  return said;
}

const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.upload-total'), undefined, { timeout: 60_000 });

test.each([150_000, 900_000])(
  'an upload with room for %i bytes: what fits is whole, the rest says so, and “Retry” goes on when there is room',
  async (quota) => {
    app = await openApp({ quota });
    const { page } = app;
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload' });
    const all = files();
    await dialog.getByLabel('Browse files').setInputFiles(all);
    await dialog.getByRole('list', { name: 'Files' }).waitFor();
    await settled(page);
    const said = await expectSaid(page);
    const failed = said.filter(([, words]) => words !== 'Done').length;
    expect(failed).toBeGreaterThan(0);
    await dialog.getByText(`${failed} had no room`).waitFor();

    await app.liftQuota();
    const retry = dialog.getByRole('button', { name: 'Retry' });
    for (let left = failed; left > 0; left--) {
      await retry.first().click();
      await expect.poll(() => retry.count()).toBeLessThan(left);
    }
    await dialog.getByText(`${all.length} of ${all.length} files in the library`).waitFor();
    await settled(page);
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^Uploads/ }).waitFor({ state: 'detached' });
    const rows = await expectWhole(page);
    expect(rows.assets.map((asset) => asset.state)).toEqual(all.map(() => 'ready'));
  },
);

/** Room is never lifted between: Chromium remembers for half a minute how much there was. */
test('the quota walked in steps: at each of them what fits is whole, and the rest waits in Uploads', async () => {
  app = await openApp({ quota: 150_000 });
  const { page } = app;
  const arrived: number[] = [];
  for (let step = 0; arrived.at(-1) !== files().length; step++) {
    await app.giveRoom(step * 200_000);
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Upload' });
    await dialog.getByLabel('Browse files').setInputFiles(files(`${step} `));
    await dialog.getByRole('list', { name: 'Files' }).waitFor();
    await settled(page);
    const said = await expectSaid(page);
    expect(said.length).toBe(files().length);
    arrived.push(said.filter(([, words]) => words !== undefined && !words.startsWith('There is no room')).length);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  expect(new Set(arrived).size).toBeGreaterThan(3);
  await expectWhole(page);
});

test('a new version, a zip and a share on a full disk: refused in the right words, and nothing half stays', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-full-'));
  app = await openApp({ profile });
  await app.upload(files());
  await app.settled();
  await app.close();
  app = await openApp({ profile, quota: 200_000 });
  const { page } = app;
  // Where a place can be chosen the program asks for one as long as there is no room here.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.reload();
  await page.getByRole('gridcell', { name: 'picture 0.jpg' }).waitFor();
  const before = await kept(page);
  const alert = page.getByRole('alert').filter({ hasText: /[Nn]o room left/ });
  await page.getByRole('button', { name: 'More actions for picture 0.jpg' }).click();
  await page.getByRole('menuitem', { name: 'Upload new version' }).click();
  const version = page.getByRole('dialog', { name: /^Upload new version of/ });
  const second = { name: 'second.bin', mimeType: '', buffer: randomBytes(400_000) };
  await version.getByLabel('Browse files').setInputFiles(second);
  await version.getByRole('button', { name: 'Finish' }).click();
  await alert.first().waitFor();
  expect(await kept(page)).toEqual(before);
  await page.reload();

  await page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'Original' });
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await toolbar.getByRole('button', { name: 'Download', exact: true }).click();
  await alert.first().waitFor();
  expect(downloads).toEqual([]);
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
  await page.reload();

  // A share: neither its package nor a job that offers it is left.
  await page.getByRole('button', { name: 'More actions for picture 0.jpg' }).click();
  await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
  const share = page.getByRole('dialog', { name: /^Share/ });
  await share.getByRole('radio', { name: 'File', exact: true }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'no room left' }).waitFor();
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
  expect(await page.getByText('Ready to save').count()).toBe(0);
  await app.liftQuota();
  expect(await kept(page)).toEqual(before);
  await app.close();

  app = await openApp({ profile });
  expect(await kept(app.page)).toEqual(before);
  await app.page.getByRole('gridcell', { name: 'picture 0.jpg' }).waitFor();
  await app.close();
  rmSync(profile, { recursive: true, force: true });
});

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
