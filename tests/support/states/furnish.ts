import { readFileSync } from 'node:fs';
import type { UploadFile } from '../app';
import { fixture } from '../tools';
import { COLLECTION, LONG, RTL, type Screen, VERSIONS } from './screen';

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
