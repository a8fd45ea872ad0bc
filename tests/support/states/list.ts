import type { State } from './screen';

/** Page "Assets", and what is done in its list. */
export const LIST_STATES: readonly State[] = [
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
];
