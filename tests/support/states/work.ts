import { readFileSync } from 'node:fs';
import { fixture } from '../tools';
import type { State } from './screen';

const SIDECAR =
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="…"/></rdf:RDF>';
const BROKEN = ['truncated.jpg', 'bomb.png', 'empty.jpg', 'note.txt'];

/** Downloads, jobs and messages, and the upload in its steps. */
export const WORK_STATES: readonly State[] = [
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
