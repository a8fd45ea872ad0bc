import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import type { App, UploadFile } from './app';
import { fixture } from './tools';

/** A screen that somebody can come to, and the way there from page "Assets" with nothing open. */
export interface State {
  name: string;
  /** Left out on the other one. */
  only?: 'desktop' | 'phone';
  reach: (screen: Screen) => Promise<unknown>;
  /** What the next state must not find. */
  leave?: (screen: Screen) => Promise<unknown>;
}

/** What the ways are made of. */
export interface Screen {
  page: Page;
  app: App;
  phone: boolean;
  /** Goes to a page by its address, within the program. */
  at: (hash: string, heading: string) => Promise<void>;
  dialog: (name: string | RegExp) => Locator;
  button: (name: string | RegExp) => Locator;
  /** Opens '…' of an asset, and takes an item of it. */
  choose: (title: string, item?: string) => Promise<void>;
  select: (...titles: string[]) => Promise<void>;
}

export const LONG = `${'A very long name of a picture that somebody took on a summer’s day '.repeat(2)}.png`;
export const RTL = 'صورة جميلة جدا من الحديقة القديمة في الصيف الماضي.png';
const VERSIONS = 'Two versions';
const COLLECTION = 'Summer in the hills';
const SIDECAR =
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="…"/></rdf:RDF>';
const NOBODY = '00000000-0000-4000-8000-000000000000';

export function screenOf(app: App, phone: boolean): Screen {
  const { page } = app;
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  return {
    page,
    app,
    phone,
    button,
    dialog: (name) => page.getByRole('dialog', typeof name === 'string' ? { name, exact: true } : { name }),
    at: async (hash, heading) => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    },
    choose: async (title, item) => {
      await button(`More actions for ${title}`).first().click();
      if (!item) return;
      await page.getByRole('menuitem', { name: item, exact: true }).click();
      await page.getByRole('dialog').first().waitFor();
    },
    select: async (...titles) => {
      for (const title of titles)
        await page.getByRole('checkbox', { name: `Select ${title}`, exact: true }).check({ force: true });
    },
  };
}

/** What somebody gets of a share: a link, and the file that it opens. */
export interface Sent {
  link: string;
  file: UploadFile;
}

/** A library with something of everything, made as a person would. */
export async function furnish(screen: Screen): Promise<Sent> {
  const { app, page, button, dialog, choose, at } = screen;
  const named = (name: string, as: string, more = as): UploadFile => ({
    name: as,
    mimeType: '',
    buffer: Buffer.concat([readFileSync(fixture(name)), Buffer.from(more)]),
  });
  const plain = (name: string) => named(name, name, '');
  // By age, so that what the states look for stands first, whatever is added later.
  await app.upload(['photo.png', 'photo.webp', 'located.jpg'].map(plain));
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Oldest' });
  await app.upload([plain('note.txt'), named('truncated.jpg', 'cut.jpg'), named('photo.png', LONG)]);
  await app.upload([named('photo.png', RTL), ...['alpha.png', 'vector.svg', 'document.pdf'].map(plain)]);
  await app.upload([plain('orientation-1.jpg')]);
  await app.settled();

  for (const name of ['Landscapes', 'People of the house and all their guests']) {
    await button('New category').click();
    await dialog('New category').getByLabel('Name').fill(name);
    await page.keyboard.press('Enter');
    await dialog('New category').waitFor({ state: 'detached' });
  }
  await choose('photo.png', 'Edit');
  await page.getByLabel('Keywords', { exact: true }).fill('harbour');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Landscapes' }).check();
  await button('Save').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await choose('photo.png', 'Add note');
  await page.getByRole('textbox', { name: 'Note' }).fill('Ask before printing.');
  await button('Add').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await choose('located.jpg', 'Upload new version');
  await page.getByLabel('Browse files').setInputFiles(fixture('photo.avif'));
  await page.getByLabel('Comment').fill('Closer, and upright');
  await page.getByLabel('Title', { exact: true }).fill(VERSIONS);
  await button('Finish').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await choose('orientation-1.jpg', 'Delete');
  await button('Ok').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const title of ['photo.png', 'photo.webp']) {
    await button(`Add ${title} to a collection`).click();
    await page.getByRole('combobox', { name: 'Collection', exact: true }).fill(COLLECTION);
    await dialog('Add to collection').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await at('#/collections', 'Collections');
  await choose(COLLECTION, 'Share via e-mail');
  await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('Ana Ortiz <ana@example.org>, li@example.org');
  await page.getByRole('textbox', { name: 'Comment' }).fill('For the poster.');
  await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
  await dialog('Shared').waitFor({ timeout: 60_000 });
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const [download] = await Promise.all([page.waitForEvent('download'), button('Save file').click()]);
  const buffer = readFileSync(await download.path());
  const file = { name: download.suggestedFilename(), mimeType: '', buffer };
  await button('Done').click();
  await at('#/assets', 'Assets');
  await app.upload([named('photo.gif', 'not finished.gif'), named('empty.jpg', 'nothing.jpg')], { finish: false });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return { link, file };
}

const settings = (tab: string): State => ({
  name: `settings, ${tab}`,
  reach: async ({ at, page }) => {
    await at(`#/settings/${tab}`, 'Settings');
    await page.getByRole('tabpanel').locator(':scope > *').first().waitFor();
  },
});

/** A dialog that an asset's menu opens. */
const ofAsset = (name: string, title: string, item: string): State => ({
  name,
  reach: ({ choose }) => choose(title, item),
});

const BROKEN = ['truncated.jpg', 'bomb.png', 'empty.jpg', 'note.txt'];

/** Every state, in an order in which each begins where the one before ended. */
export const STATES: readonly State[] = [
  { name: 'assets', reach: async () => {} },
  { name: 'selection', reach: ({ select }) => select('photo.png', 'photo.webp') },
  {
    name: 'menu of the selection',
    reach: async ({ select, button }) => {
      await select('photo.png', 'photo.webp');
      await button('More actions').click();
    },
  },
  { name: 'menu of an asset', reach: ({ choose }) => choose('photo.png') },
  { name: 'theme', reach: ({ button }) => button('Theme').click() },
  { name: 'more pages', only: 'phone', reach: ({ button }) => button('More').click() },
  {
    name: 'details',
    reach: async ({ button, page }) => {
      await page.getByRole('gridcell', { name: 'photo.png', exact: true }).focus();
      await button('Details').click();
      await page.getByRole('complementary', { name: 'Details' }).getByText('File details').waitFor();
    },
    leave: ({ button }) => button('Details').click(),
  },
  {
    name: 'smallest previews',
    reach: async ({ page, button }) => {
      await page.getByRole('slider', { name: 'Preview size' }).fill('0');
      await button('Actions for photo.png').click();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('slider', { name: 'Preview size' }).fill('3');
    },
  },
  {
    name: 'list',
    reach: ({ page }) => page.getByRole('radio', { name: 'List' }).check({ force: true }),
  },
  {
    name: 'list, selection and columns',
    reach: async ({ select, button }) => {
      await select('photo.png', 'cut.jpg');
      await button('Columns').click();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: 'Grid' }).check({ force: true });
    },
  },
  {
    name: 'nothing found',
    reach: async ({ page }) => {
      await page.getByRole('searchbox').fill('nowhere');
      await page.getByText('Nothing found').waitFor();
    },
    leave: ({ page }) => page.getByRole('searchbox').fill(''),
  },
  {
    name: 'a category',
    only: 'desktop',
    reach: async ({ page }) => {
      await page.getByRole('treeitem', { name: 'Landscapes' }).click();
      await page.getByRole('heading', { name: 'Landscapes' }).waitFor();
    },
  },
  {
    name: 'an empty category',
    only: 'desktop',
    reach: async ({ page }) => {
      await page.getByRole('treeitem', { name: /^People/ }).click();
      await page.getByText('Nothing is in this category yet').waitFor();
    },
  },
  {
    name: 'a category that is gone',
    reach: async ({ at }) => {
      await at(`#/category/${NOBODY}`, 'This category is not there any more');
    },
  },
  {
    name: 'collections',
    reach: async ({ at, page }) => {
      await at('#/collections', 'Collections');
      await page.getByRole('listitem', { name: COLLECTION }).locator('img').waitFor();
    },
  },
  {
    name: 'a collection',
    reach: async ({ at, page }) => {
      await at('#/collections', 'Collections');
      await page.getByRole('listitem', { name: COLLECTION }).getByRole('link').first().click();
      await page.getByRole('combobox', { name: 'Export profile for photo.png' }).waitFor();
    },
  },
  {
    name: 'a collection as a list',
    reach: async ({ at, page }) => {
      await at('#/collections', 'Collections');
      await page.getByRole('listitem', { name: COLLECTION }).getByRole('link').first().click();
      await page.getByRole('radio', { name: 'List' }).check({ force: true });
      await page.getByRole('row', { name: 'photo.png' }).getByLabel('Export profile for photo.png').waitFor();
    },
    leave: ({ page }) => page.getByRole('radio', { name: 'Grid' }).check({ force: true }),
  },
  {
    name: 'a collection that is gone',
    reach: ({ at }) => at(`#/collection/${NOBODY}`, 'This collection is not there any more'),
  },
  {
    name: 'menu of a collection',
    reach: async ({ at, choose }) => {
      await at('#/collections', 'Collections');
      await choose(COLLECTION);
    },
  },
  {
    name: 'new collection',
    reach: async ({ at, button }) => {
      await at('#/collections', 'Collections');
      await button('New collection').click();
    },
  },
  {
    name: 'delete collection',
    reach: async ({ at, choose }) => {
      await at('#/collections', 'Collections');
      await choose(COLLECTION, 'Delete');
    },
  },
  {
    name: 'share',
    reach: async ({ at, choose }) => {
      await at('#/collections', 'Collections');
      await choose(COLLECTION, 'Share via e-mail');
    },
  },
  {
    name: 'shares',
    reach: async ({ at, page }) => {
      await at('#/shares', 'Shares');
      await page.getByRole('listitem', { name: COLLECTION }).waitFor();
    },
  },
  {
    name: 'extend a share',
    reach: async ({ at, page }) => {
      await at('#/shares', 'Shares');
      await page
        .getByRole('button', { name: /^Extend/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'deleted, selection',
    reach: async ({ at, select }) => {
      await at('#/deleted', 'Deleted');
      await select('orientation-1.jpg');
    },
  },
  {
    name: 'deleted as a list',
    reach: async ({ at, page }) => {
      await at('#/deleted', 'Deleted');
      await page.getByRole('radio', { name: 'List' }).check({ force: true });
      await page
        .getByRole('row', { name: 'orientation-1.jpg' })
        .getByText(/days left/)
        .waitFor();
    },
    leave: ({ page }) => page.getByRole('radio', { name: 'Grid' }).check({ force: true }),
  },
  {
    name: 'empty deleted',
    reach: async ({ at, button, dialog }) => {
      await at('#/deleted', 'Deleted');
      await button('Empty deleted').click();
      await dialog('Empty deleted?').waitFor();
    },
  },
  {
    name: 'uploads',
    reach: async ({ at, page }) => {
      await at('#/uploads', 'Uploads');
      await page.getByRole('list', { name: 'Not finalised' }).first().waitFor();
    },
  },
  ...['general', 'profile', 'export-profiles', 'fields', 'categories'].map(settings),
  ...['storage', 'backup', 'carriers', 'activity', 'about'].map(settings),
  {
    name: 'restore',
    reach: async ({ at, button, dialog }) => {
      await at('#/settings/backup', 'Settings');
      await button('Restore').click();
      await dialog('Restore').waitFor();
    },
  },
  {
    name: 'new field',
    reach: async ({ at, button, dialog }) => {
      await at('#/settings/fields', 'Settings');
      await button('New field').click();
      await dialog('New field').waitFor();
    },
  },
  {
    name: 'metadata from a table',
    reach: async ({ at, button, dialog }) => {
      await at('#/settings/fields', 'Settings');
      await button('Import metadata from CSV').click();
      await dialog('Import metadata from CSV')
        .getByLabel('Browse files')
        .setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from('Asset,Title\r\nnobody,x\r\n') });
      await dialog('Import metadata from CSV').getByText('1 error').waitFor();
    },
  },
  { name: 'no such page', reach: ({ at }) => at('#/nowhere', 'There is no such page') },
  {
    name: 'large view',
    reach: async ({ page, dialog }) => {
      await page.getByRole('gridcell', { name: 'photo.png', exact: true }).focus();
      await page.keyboard.press('Enter');
      await dialog('photo.png').locator('img').waitFor();
    },
  },
  {
    name: 'large view with details',
    reach: async ({ page, dialog, button }) => {
      await page.getByRole('gridcell', { name: LONG, exact: true }).focus();
      await page.keyboard.press('Enter');
      await dialog(LONG).getByRole('button', { name: 'Details' }).click();
      await dialog(LONG).getByText('File details').waitFor();
      void button;
    },
    leave: ({ dialog }) => dialog(LONG).getByRole('button', { name: 'Details' }).click(),
  },
  {
    name: 'large view without a picture',
    reach: async ({ page, dialog }) => {
      await page.getByRole('gridcell', { name: 'note.txt', exact: true }).focus();
      await page.keyboard.press('Enter');
      await dialog('note.txt').waitFor();
    },
  },
  ofAsset('edit', 'photo.png', 'Edit'),
  {
    name: 'edit several',
    reach: async ({ select, button, page, dialog }) => {
      await select('photo.png', 'photo.webp');
      await button('More actions').click();
      await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
      await dialog('Edit 2 assets').waitFor();
    },
  },
  ofAsset('new version', 'photo.webp', 'Upload new version'),
  ofAsset('duplicate metadata', 'photo.webp', 'Duplicate metadata'),
  ofAsset('history', VERSIONS, 'Browse version history'),
  {
    name: 'compare versions',
    reach: async ({ choose, button, page }) => {
      await choose(VERSIONS, 'Browse version history');
      await button('Compare').click();
      await page.getByRole('slider', { name: 'Wipe' }).waitFor();
    },
  },
  {
    name: 'delete a version',
    reach: async ({ choose, button, dialog }) => {
      await choose(VERSIONS, 'Browse version history');
      await button('Delete version').click();
      await dialog(/^Delete version/).waitFor();
    },
  },
  {
    name: 'words that are not saved',
    reach: async ({ choose, page, dialog }) => {
      await choose('photo.png', 'Edit');
      await page.getByLabel('Title', { exact: true }).fill('Harbour');
      await page.keyboard.press('Escape');
      await dialog('Discard what you typed?').waitFor();
    },
    leave: ({ button }) => button('Discard').click(),
  },
  {
    name: 'words given back after a reload',
    reach: async ({ choose, page, dialog }) => {
      await choose('photo.png', 'Add note');
      await page.getByLabel('Note', { exact: true }).fill('Ask before printing.\nAnd after.');
      await page.reload();
      await dialog('What you typed before the reload').waitFor();
    },
    leave: async ({ button }) => {
      await button('Close').click();
      await button('Discard').click();
    },
  },
  ofAsset('note', 'photo.png', 'Add note'),
  ofAsset('delete', 'photo.png', 'Delete'),
  ofAsset('share an asset', 'photo.png', 'Share'),
  {
    name: 'add to a collection',
    reach: async ({ button, dialog, page }) => {
      await button('Add photo.png to a collection').click();
      await dialog('Add to collection').waitFor();
      await page.getByRole('combobox', { name: 'Collection', exact: true }).click();
    },
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'new category',
    reach: async ({ at, page, dialog }) => {
      await at('#/settings/categories', 'Settings');
      await page.getByRole('button', { name: 'New category', exact: true }).last().click();
      await dialog('New category').waitFor();
    },
  },
  {
    name: 'delete category',
    reach: async ({ at, button, page }) => {
      await at('#/settings/categories', 'Settings');
      await button('Delete category Landscapes').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'all keys',
    reach: async ({ page, dialog }) => {
      await page.keyboard.press('?');
      await dialog('All keys').waitFor();
    },
  },
  {
    name: 'download',
    reach: async ({ select, page, dialog }) => {
      await select('photo.png', 'photo.webp');
      await page
        .getByRole('toolbar', { name: 'Selection' })
        .getByRole('button', { name: 'Download', exact: true })
        .click();
      await dialog('Download').getByText('2 files in the zip').waitFor();
    },
  },
  { name: 'a job that is done', reach: ({ page }) => page.getByRole('region', { name: 'Jobs' }).waitFor() },
  {
    name: 'news',
    reach: async ({ choose, page }) => {
      await choose('photo.webp', undefined);
      await page.getByRole('menuitem', { name: 'Clone' }).click();
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).waitFor();
    },
    leave: async ({ page, button }) => {
      await button('Undo').last().click();
      await page.getByRole('gridcell', { name: 'photo.webp (copy)' }).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'upload',
    reach: async ({ button, dialog }) => {
      await button('Upload').first().click();
      await dialog('Upload').waitFor();
    },
  },
  {
    name: 'upload with errors',
    reach: async ({ button, dialog, page }) => {
      await button('Upload').first().click();
      await dialog('Upload')
        .getByLabel('Browse files')
        .setInputFiles(
          BROKEN.map((name) => ({
            name: `broken ${name}`,
            mimeType: '',
            buffer: Buffer.concat([readFileSync(fixture(name)), Buffer.from(name === 'empty.jpg' ? '' : 'again')]),
          })),
        );
      await page.waitForFunction(
        () => document.querySelectorAll('.file-row').length >= 3 && !document.querySelector('.upload-total'),
      );
    },
  },
  {
    name: 'upload, sidecars of what is known',
    reach: async ({ button, dialog }) => {
      await button('Upload').first().click();
      const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });
      const says = (title: string) => Buffer.from(SIDECAR.replace('…', title));
      await dialog('Upload')
        .getByLabel('Browse files')
        .setInputFiles([
          file('photo.webp', readFileSync(fixture('photo.webp'))),
          file('photo.webp.xmp', says('The harbour')),
          file('alpha.xmp', says('A star')),
        ]);
      await button('Apply all of them').waitFor();
    },
  },
  {
    name: 'upload, categories',
    reach: async ({ button, dialog, page }) => {
      await button('Upload').first().click();
      await dialog('Upload')
        .getByLabel('Browse files')
        .setInputFiles({ name: 'words.txt', mimeType: '', buffer: Buffer.from('words') });
      await button('Next').click();
      await page.getByRole('group', { name: 'Categories' }).waitFor();
    },
  },
  {
    name: 'upload, metadata',
    reach: async ({ button, dialog, page }) => {
      await button('Upload').first().click();
      await dialog('Upload')
        .getByLabel('Browse files')
        .setInputFiles({ name: 'more words.txt', mimeType: '', buffer: Buffer.from('more words') });
      await button('Next').click();
      await button('Next').click();
      await page.getByLabel('Credit line').waitFor();
    },
  },
];
