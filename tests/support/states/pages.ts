import { COLLECTION, type State } from './screen';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const settings = (tab: string): State => ({
  name: `settings, ${tab}`,
  reach: async ({ at, page }) => {
    await at(`#/settings/${tab}`, 'Settings');
    await page.getByRole('tabpanel').locator(':scope > *').first().waitFor();
  },
});

/** All other pages, and the dialogs that belong to one. */
export const PAGE_STATES: readonly State[] = [
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
    name: 'restore from own storage',
    reach: async ({ at, button, dialog }) => {
      await at('#/settings/backup', 'Settings');
      await button('Restore').click();
      await dialog('Restore').getByRole('button', { name: 'From own storage' }).click();
      await dialog('Restore').getByRole('textbox', { name: 'Recovery key' }).waitFor();
    },
  },
  {
    name: 'duplicates',
    reach: async ({ at, button, page }) => {
      await at('#/settings/storage', 'Settings');
      await button('Look for duplicates').click();
      await page.getByRole('region', { name: 'Duplicates' }).getByRole('status').waitFor();
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
];
