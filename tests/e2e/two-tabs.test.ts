import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { tableOf } from '../support/rows';
import { fixture } from '../support/tools';

/** Two pages of one browser at the same library: what one confirms is done to what is there then, and said truly. */
let app: App;
let other: Page;
const FILES = ['photo.png', 'photo.webp', 'located.jpg', 'orientation-1.jpg', 'note.txt', 'photo.gif'];

beforeAll(async () => {
  app = await openApp();
  await app.upload(FILES.map(fixture));
  await app.settled();
  other = await app.context.newPage();
  other.setDefaultTimeout(15_000);
  await other.goto(app.address);
  await cell('photo.png', other).waitFor();
});
afterAll(() => app.close());

const cell = (title: string, page = app.page) => page.getByRole('gridcell', { name: title, exact: true });
const dialog = (name: string, page = app.page) => page.getByRole('dialog', { name, exact: true });
const news = (text: string | RegExp, page = app.page) => page.getByText(text).last().waitFor();

const open = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

async function choose(title: string, item: string, page = app.page): Promise<void> {
  await cell(title, page)
    .getByRole('button', { name: `More actions for ${title}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function deleteIn(page: Page, title: string): Promise<void> {
  await open(page, '#/assets');
  await choose(title, 'Delete', page);
  await dialog(`Delete ${title}?`, page).getByRole('button', { name: 'Ok' }).click();
  await cell(title, page).waitFor({ state: 'detached' });
}

async function purgeIn(page: Page, title: string): Promise<void> {
  await deleteIn(page, title);
  await open(page, '#/deleted');
  await cell(title, page).click();
  await page.keyboard.press('Shift+Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Ok' }).click();
  await cell(title, page).waitFor({ state: 'detached' });
  await open(page, '#/assets');
}

async function makeCategory(name: string, page = app.page): Promise<void> {
  await open(page, '#/settings/categories');
  await page.getByRole('main').getByRole('button', { name: 'New category', exact: true }).click();
  await dialog('New category', page).getByLabel('Name').fill(name);
  await dialog('New category', page).getByRole('button', { name: 'Add' }).click();
  await dialog('New category', page).waitFor({ state: 'detached' });
  await open(page, '#/assets');
}

async function dropCategory(name: string, page: Page): Promise<void> {
  await open(page, '#/settings/categories');
  await page.getByRole('button', { name: `Delete category ${name}`, exact: true }).click();
  await dialog(`Delete category ${name}?`, page).getByRole('button', { name: 'Ok' }).click();
  await page.getByRole('button', { name: `Delete category ${name}`, exact: true }).waitFor({ state: 'detached' });
  await open(page, '#/assets');
}

const titles = async (page = app.page) => {
  const cells = page.getByRole('gridcell');
  return (await cells.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).sort();
};

const save = (edit: Locator) => edit.getByRole('button', { name: 'Save' }).click();

describe('what is confirmed here while another tab goes on', () => {
  test('what was restored with the dialog open stays when Deleted is emptied', async () => {
    const { page } = app;
    await deleteIn(page, 'photo.png');
    await deleteIn(page, 'photo.webp');
    await open(page, '#/deleted');
    await cell('photo.webp').waitFor();
    await page.getByRole('button', { name: 'Empty deleted' }).click();
    const empty = dialog('Empty deleted?');
    await empty.getByText('2 assets, with every version and note').waitFor();
    // Ctrl+Z above the dialog takes the last step back: the picture is in the library again.
    await page.keyboard.press('Control+z');
    await cell('photo.webp', other).waitFor();
    await empty.getByRole('button', { name: 'Ok' }).click();
    await news('1 asset is gone for good. 1 asset had been restored meanwhile and stays.');
    await open(page, '#/assets');
    await cell('photo.webp').waitFor();
    await expect.poll(() => titles()).toHaveLength(FILES.length - 1);
    await page.reload();
    await cell('photo.webp').waitFor();
    await page.getByRole('img', { name: 'photo.webp' }).or(cell('photo.webp').locator('img')).first().waitFor();
  });

  test('an asset that is purged elsewhere while it is edited: said, not saved, and the words stay', async () => {
    await choose('photo.gif', 'Edit');
    const edit = dialog('Edit photo.gif');
    await edit.getByLabel('Title', { exact: true }).fill('Many words');
    await purgeIn(other, 'photo.gif');
    await save(edit);
    await news(/^Nothing was saved\. What was selected is not in the library any more/);
    expect(await edit.getByLabel('Title', { exact: true }).inputValue()).toBe('Many words');
    await edit.getByRole('button', { name: 'Cancel' }).click();
    await dialog('Discard what you typed?').getByRole('button', { name: 'Discard' }).click();
    await edit.waitFor({ state: 'detached' });
  });

  test('a category that is deleted elsewhere while it is chosen: said at once, and nothing gets it', async () => {
    const { page } = app;
    await makeCategory('Sea');
    await choose('located.jpg', 'Edit');
    const edit = dialog('Edit located.jpg');
    await edit.getByRole('checkbox', { name: 'Sea' }).check();
    await edit.getByLabel('Title', { exact: true }).fill('By the water');
    await dropCategory('Sea', other);
    await edit.getByText('A category was deleted meanwhile and is not chosen any more: Sea.').waitFor();
    await save(edit);
    await cell('By the water').waitFor();
    const rows = await tableOf<{ categoryIds: string[] }>(page, 'assets');
    expect(rows.flatMap((row) => row.categoryIds)).toEqual([]);

    // Its page, too, says so.
    await makeCategory('Lake');
    await page.getByRole('treeitem', { name: 'Lake' }).click();
    await page.getByRole('heading', { name: 'Lake' }).waitFor();
    await dropCategory('Lake', other);
    await page.getByRole('heading', { name: 'This category is not there any more' }).waitFor();
    await page.getByRole('link', { name: 'Go to Assets' }).click();
    await cell('By the water').waitFor();
  });

  test('of two moves that would close a circle the second is refused with a word, and both stay in sight', async () => {
    const { page } = app;
    await makeCategory('North');
    await makeCategory('South');
    const under = async (name: string, parent: string, at: Page) => {
      await open(at, '#/settings/categories');
      await at.getByRole('button', { name: `Edit category ${name}`, exact: true }).click();
      const edit = dialog('Edit category', at);
      await edit.getByLabel('Under').selectOption({ label: parent });
      return edit;
    };
    const here = await under('North', 'South', page);
    const there = await under('South', 'North', other);
    await save(there);
    await there.waitFor({ state: 'detached' });
    await save(here);
    await news(/^The category was not changed\. The other category stands below/);
    await here.getByRole('button', { name: 'Cancel' }).click();
    await page.reload();
    await page.getByRole('link', { name: 'North', exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'South', exact: true }).first().waitFor();
    await open(page, '#/assets');
  });

  test('a selection is what is still there, and what is told is what was done', async () => {
    const { page } = app;
    await cell('photo.webp').waitFor();
    await cell('photo.webp').click();
    await cell('note.txt').click({ modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    const ask = dialog('Delete 2 assets?');
    await ask.waitFor();
    await purgeIn(other, 'note.txt');
    await ask.getByRole('button', { name: 'Ok' }).click();
    await news('1 asset is in Deleted. 1 is not in the library any more.');
    await page.keyboard.press('Control+z');
    await cell('photo.webp').waitFor();
    await cell('photo.webp').click();
    await deleteIn(other, 'photo.webp');
    await page.getByText('Nothing selected').waitFor();
    await other.keyboard.press('Control+z');
    await cell('photo.webp').waitFor();
  });
});

test('Ctrl+A right after typing in the search takes what the words find, never the whole library', async () => {
  const { page } = app;
  const search = page.getByRole('searchbox', { name: 'Search assets' });
  for (const words of ['orientation', 'located', '']) {
    // In one task, as a fast typist does it: the list still shows what was found before.
    await page.evaluate((text) => {
      const field = document.querySelector<HTMLInputElement>('input[type=search]');
      if (!field) throw new Error('no search');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }));
    }, words);
    const count = words === '' ? (await titles()).length : 1;
    await expect.poll(async () => (await titles()).length).toBe(words === '' ? 3 : 1);
    await page.getByText(`${words === '' ? 3 : count} selected`).waitFor();
  }
  await search.fill('');
  await page.keyboard.press('Escape');
});

test('the site’s data cleared while a page is open: the word is true before and after the reload', async () => {
  const { page, context } = app;
  await choose('photo.webp', 'Edit');
  const edit = dialog('Edit photo.webp');
  await edit.getByLabel('Title', { exact: true }).fill('Typed before');
  const devtools = await context.newCDPSession(other);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(app.address).origin, storageTypes: 'all' });
  for (const each of [page, other]) {
    await each.getByRole('heading', { name: 'Your library was cleared' }).waitFor();
    await each
      .getByText(/The library was deleted from this browser.*: it is empty now/)
      .first()
      .waitFor();
    expect(await each.getByText('nothing that was stored is lost').count()).toBe(0);
  }
  // What was typed can still be copied.
  expect(await edit.getByLabel('Title', { exact: true }).inputValue()).toBe('Typed before');
  // Nothing has made an empty library behind the page's back.
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).not.toContain('satchel');
  await other.reload();
  await other.getByRole('heading', { level: 1 }).waitFor();
  // This page still says so, although another has begun a new library by now.
  await page.getByRole('heading', { name: 'Your library was cleared' }).waitFor();
  await page.close();
});

test('a newer program in another tab: this one says so, has written whole steps only, and keeps what was typed', async () => {
  const fresh = await openApp();
  try {
    const { page, context } = fresh;
    await fresh.upload([fixture('photo.png')]);
    await fresh.settled();
    await cell('photo.png', page).getByRole('button', { name: 'More actions for photo.png' }).click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    const edit = dialog('Edit photo.png', page);
    await edit.getByLabel('Title', { exact: true }).fill('Typed before');
    const newer = await context.newPage();
    await newer.goto(new URL('LICENSE.txt', fresh.address).href).catch(() => {});
    await newer.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('satchel', 10_000);
          request.onupgradeneeded = () => request.result.createObjectStore('of a newer program');
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
          request.onerror = () => reject(request.error);
          request.onblocked = () => reject(new Error('blocked'));
        }),
    );
    await page
      .getByText(/written by a newer version of Satchel/)
      .first()
      .waitFor();
    expect(await edit.getByLabel('Title', { exact: true }).inputValue()).toBe('Typed before');
    await save(edit);
    await news(/^Nothing was saved\. This library was written by a newer version/, page);
    expect(await edit.getByLabel('Title', { exact: true }).inputValue()).toBe('Typed before');
  } finally {
    await fresh.close();
  }
});
