import { LONG, type State, VERSIONS } from './screen';

/** A dialog that an asset's menu opens. */
const ofAsset = (name: string, title: string, item: string): State => ({
  name,
  reach: ({ choose }) => choose(title, item),
});

/** The large view, and the dialogs about assets and categories. */
export const DIALOG_STATES: readonly State[] = [
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
    reach: async ({ page, dialog }) => {
      await page.getByRole('gridcell', { name: LONG, exact: true }).focus();
      await page.keyboard.press('Enter');
      await dialog(LONG).getByRole('button', { name: 'Details' }).click();
      await dialog(LONG).getByText('File details').waitFor();
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
];
