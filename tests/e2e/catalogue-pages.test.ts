import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { handsOn } from '../support/hands';
import { fixture } from '../support/tools';

/** Categories, the upload in its steps, the list view, metadata as a table, and fields, as a person works with them. */
let app: App;
const FILES = ['photo.png', 'photo.webp', 'located.jpg', 'orientation-1.jpg', 'note.txt'];

beforeAll(async () => {
  app = await openApp();
  await app.upload(FILES.map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const { dialog, cell, choose } = handsOn(() => app.page);

const titles = async () => {
  const cells = app.page.getByRole('gridcell');
  return (await cells.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).sort();
};

describe('categories', () => {
  test('make, nest, fill by drag, count, rename, delete', async () => {
    const { page } = app;
    const make = async (name: string, under?: string) => {
      await page.getByRole('button', { name: under ? `New category under ${under}` : 'New category' }).click();
      await dialog('New category').getByLabel('Name').fill(name);
      await dialog('New category').getByRole('button', { name: 'Add', exact: true }).click();
      await dialog('New category').waitFor({ state: 'detached' });
    };
    const tree = page.getByRole('tree', { name: 'Categories' });
    await make('People');
    await make('Events');
    await tree.getByRole('treeitem', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await make('Staff', 'People');
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await cell('photo.png').dragTo(tree.getByRole('treeitem', { name: 'Events' }));
    await tree.getByRole('treeitem', { name: 'Events' }).getByText('1', { exact: true }).waitFor();
    await choose('photo.webp', 'Edit');
    await dialog('Edit photo.webp').getByRole('checkbox', { name: 'Staff' }).check();
    await dialog('Edit photo.webp').getByRole('checkbox', { name: 'Events' }).check();
    await dialog('Edit photo.webp').getByRole('button', { name: 'Save' }).click();
    await tree.getByRole('treeitem', { name: 'Events' }).click();
    await expect.poll(titles).toEqual(['photo.png', 'photo.webp']);
    // A category shows what is below it, too.
    await tree.getByRole('treeitem', { name: 'People' }).click();
    await expect.poll(titles).toEqual(['photo.webp']);
    // By keyboard: Events goes above People.
    await tree.getByRole('treeitem', { name: 'Events' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(async () => tree.getByRole('treeitem').first().getAttribute('aria-label')).toBe('Events');
    await tree.getByRole('treeitem', { name: 'Events' }).focus();
    await page.keyboard.press('F2');
    await dialog('Edit category').getByLabel('Name').fill('Days');
    await dialog('Edit category').getByRole('button', { name: 'Save' }).click();
    await tree.getByRole('treeitem', { name: 'Days' }).focus();
    await page.keyboard.press('Delete');
    await dialog('Delete category Days?').getByRole('button', { name: 'Ok' }).click();
    await tree.getByRole('treeitem', { name: 'Days' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await cell('photo.png').waitFor();
  });
});

describe('upload in three steps', () => {
  test('categories and metadata for all files, and other ones for a single file', async () => {
    const { page } = app;
    const odd = (name: string) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: Buffer.concat([readFileSync(fixture('orientation-3.jpg')), Buffer.from(name)]),
    });
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const upload = dialog('Upload');
    await upload.getByLabel('Browse files').setInputFiles([odd('first.jpg'), odd('second.jpg')]);
    await upload.getByText('2 of 2 files in the library').waitFor();
    await upload.getByRole('button', { name: 'Next' }).click();
    await upload.getByRole('checkbox', { name: 'Staff' }).check();
    await upload.getByRole('button', { name: 'Next' }).click();
    await upload.getByLabel('Credit line').fill('Press office');
    await upload.getByLabel('Metadata for').selectOption({ label: 'second.jpg' });
    await upload.getByLabel('Title', { exact: true }).fill('The second');
    await upload.getByRole('button', { name: 'Finish' }).click();
    await cell('The second').waitFor();
    await page.getByRole('treeitem', { name: 'Staff' }).click();
    await expect.poll(titles).toEqual(['The second', 'first.jpg', 'photo.webp']);
    await choose('first.jpg', 'Edit');
    expect(await dialog('Edit first.jpg').getByLabel('Credit line').inputValue()).toBe('Press office');
    await dialog('Edit first.jpg').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
  });
});

describe('the list view', () => {
  test('columns are sorted by their heads and can be chosen; everything by keyboard', async () => {
    const { page } = app;
    await page.getByRole('radio', { name: 'List' }).check({ force: true });
    const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') });
    const names = () => rows.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    await expect.poll(async () => (await names()).length).toBe(FILES.length + 2);
    /** What a column's cells say, from the top: the head with the same place names it. */
    const column = async (name: string) => {
      const place = await page.getByRole('columnheader', { name }).getAttribute('aria-colindex');
      return page.locator(`[role=row] [role=gridcell][aria-colindex="${place}"]`).allTextContents();
    };
    const sizes = async () =>
      (await column('File size')).map((text) => {
        const [number = '', unit] = text.split(/\s/);
        return Number(number) * (unit === 'kB' ? 1000 : 1);
      });
    await page.getByRole('columnheader', { name: 'File size' }).getByRole('button').click();
    await expect
      .poll(async () => (await sizes()).every((size, i, all) => i === 0 || size >= (all[i - 1] ?? 0)))
      .toBe(true);
    await page.getByRole('columnheader', { name: 'File size' }).getByRole('button').click();
    await expect
      .poll(async () => (await sizes()).every((size, i, all) => i === 0 || size <= (all[i - 1] ?? 0)))
      .toBe(true);
    expect(await page.getByRole('columnheader', { name: 'File size' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'Credit line' }).click();
    await page.getByRole('columnheader', { name: 'Credit line' }).getByRole('button').click();
    // What has none comes last.
    const emptyLast = async () => {
      const all = await column('Credit line');
      return all.length > 3 && all.indexOf('') === all.filter((each) => each !== '').length;
    };
    await expect.poll(emptyLast).toBe(true);
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.getByText('1 selected').waitFor();
    const second = (await page.locator('[role=row][aria-selected=true]:focus').getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Enter');
    await dialog(second).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Grid' }).check({ force: true });
    await cell('photo.png').waitFor();
  });
});

describe('metadata as a table', () => {
  test('out as CSV, changed, and in again: seen before, one step', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'Details' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Metadata as CSV' }).click(),
    ]);
    await page.getByRole('button', { name: 'Details' }).click();
    await page.keyboard.press('Escape');
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    const column = lines[0]?.split(',').indexOf('Headline') ?? -1;
    expect(column).toBeGreaterThan(2);
    const changed = lines.map((line) => {
      const cells = line.split(',');
      if (line.includes('photo.png')) cells[column] = '"From a, table"';
      return cells.join(',');
    });
    changed.splice(1, 0, 'nobody');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'Import metadata from CSV' }).click();
    const table = dialog('Import metadata from CSV');
    const buffer = Buffer.from(changed.join('\r\n'));
    await table.getByLabel('Browse files').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer });
    await table.getByText('1 asset will change, 1 error.').waitFor();
    await table.getByRole('list', { name: 'Errors' }).getByText('Line 2: No asset').waitFor();
    await table.getByRole('list', { name: 'Changes' }).getByText('Headline').waitFor();
    await table.getByRole('button', { name: 'Import' }).click();
    await table.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await page.getByRole('searchbox').fill('table from');
    await expect.poll(titles).toEqual(['photo.png']);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('heading', { name: 'Assets' }).click();
    await page.keyboard.press('Control+z');
    await page.getByRole('searchbox').fill('table from');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('searchbox').fill('');
  });
});

describe('settings', () => {
  test('Fields: a new one is edited like the others; retired it is hidden, and comes back with its values', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'New field' }).click();
    await dialog('New field').getByLabel('Name').fill('Season');
    await dialog('New field').getByLabel('Type').selectOption('choice');
    await dialog('New field').getByLabel('Choices, one a line').fill('Summer\nWinter');
    await dialog('New field').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('list', { name: 'Fields' }).getByText('Season').waitFor();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await choose('photo.png', 'Edit');
    await dialog('Edit photo.png').getByLabel('Season').selectOption('Winter');
    await dialog('Edit photo.png').getByRole('button', { name: 'Save' }).click();
    await dialog('Edit photo.png').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'Retire Season' }).click();
    await page.getByRole('button', { name: 'Retired fields (1)' }).click();
    await page.getByRole('button', { name: 'Bring Season back' }).click();
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('list', { name: 'Activity' }).getByText('edited Season of 1 asset').waitFor();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await choose('photo.png', 'Edit');
    expect(await dialog('Edit photo.png').getByLabel('Season').inputValue()).toBe('Winter');
    await dialog('Edit photo.png').getByRole('button', { name: 'Cancel' }).click();
  });

  test('all keys, from the commands themselves', async () => {
    await app.page.keyboard.press('?');
    await dialog('All keys').getByText('Upload', { exact: true }).waitFor();
    await dialog('All keys').getByRole('button', { name: 'Done' }).click();
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
