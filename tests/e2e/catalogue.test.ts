import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { handsOn } from '../support/hands';
import { fixture, sha256 } from '../support/tools';

/** Everything that is done to assets besides downloading them, as a person does it. */
let app: App;
const FILES = ['photo.png', 'photo.webp', 'located.jpg', 'orientation-1.jpg', 'note.txt'];

beforeAll(async () => {
  app = await openApp();
  await app.upload(FILES.map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const { dialog, cell, choose } = handsOn(() => app.page);

async function undoIt(): Promise<void> {
  await app.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
}

const titles = async () => {
  const cells = app.page.getByRole('gridcell');
  return (await cells.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).sort();
};

describe('one asset', () => {
  test('the menu has its items in order', async () => {
    await cell('photo.png').getByRole('button', { name: 'More actions for photo.png' }).click();
    const items = await app.page.getByRole('menuitem').all();
    expect(await Promise.all(items.map((item) => item.getAttribute('aria-label')))).toEqual([
      'Edit',
      'Clone',
      'Upload new version',
      'Duplicate metadata',
      'Add note',
      'Share',
      'Delete',
    ]);
    await app.page.keyboard.press('Escape');
  });

  test('Edit: fields of every kind, kept and undone', async () => {
    const { page } = app;
    await choose('photo.png', 'Edit');
    const edit = dialog('Edit photo.png');
    await edit.getByLabel('Title', { exact: true }).fill('Harbour');
    await edit.getByLabel('Keywords', { exact: true }).fill('sea');
    await page.keyboard.press('Enter');
    await page.keyboard.type('sky,');
    await edit.getByLabel('Rating', { exact: true }).selectOption('4');
    await edit.getByLabel('Date created', { exact: true }).fill('31 February');
    await edit.getByText('This is no date').waitFor();
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.getByText('Date created cannot be saved as it is.').waitFor();
    await edit.getByLabel('Date created', { exact: true }).fill('1923-05');
    await edit.getByRole('button', { name: 'Save' }).click();
    await cell('Harbour').waitFor();
    await choose('Harbour', 'Edit');
    const again = dialog('Edit Harbour');
    expect(await again.getByLabel('Date created', { exact: true }).inputValue()).toBe('1923-05');
    expect(await again.getByLabel('Rating', { exact: true }).inputValue()).toBe('4');
    await again.getByRole('button', { name: 'Remove sea' }).waitFor();
    await again.getByRole('button', { name: 'Remove sky' }).waitFor();
    await again.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Control+z');
    await cell('photo.png').waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await cell('Harbour').waitFor();
    await page.reload();
    await cell('Harbour').waitFor();
    await page.keyboard.press('Control+z');
    await cell('photo.png').waitFor();
  });

  test('Clone shares the bytes', async () => {
    await choose('photo.webp', 'Clone');
    await cell('photo.webp (copy)').waitFor();
    const { path } = await app.download('photo.webp (copy)', 'Original');
    expect(sha256(path)).toBe(sha256(fixture('photo.webp')));
    await undoIt();
    await cell('photo.webp (copy)').waitFor({ state: 'detached' });
  });

  test('Add note, found by search, changed, deleted', async () => {
    const { page } = app;
    await choose('located.jpg', 'Add note');
    const note = dialog('Add note to located.jpg');
    await note.getByRole('textbox', { name: 'Note' }).fill('Ask Zoë before printing');
    await note.getByRole('button', { name: 'Add', exact: true }).click();
    await note.waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Search assets' }).fill('zoe print');
    await expect.poll(titles).toEqual(['located.jpg']);
    await cell('located.jpg').press('Enter');
    const viewer = dialog('located.jpg');
    await viewer.getByRole('button', { name: 'Details' }).click();
    await viewer.getByText('Ask Zoë before printing').waitFor();
    await viewer.getByRole('button', { name: 'Delete note' }).click();
    await viewer.getByText('No notes yet.').waitFor();
    await viewer.getByRole('button', { name: 'Details' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search assets' }).fill('');
    await expect.poll(async () => (await titles()).length).toBe(FILES.length);
  });

  test('versions: upload, history, compare, make current, delete', async () => {
    const { page } = app;
    await choose('orientation-1.jpg', 'Upload new version');
    const upload = dialog('Upload new version of orientation-1.jpg');
    await upload.getByLabel('Browse files').setInputFiles(fixture('photo.avif'));
    await upload.getByLabel('Comment').fill('Retouched');
    await upload.getByLabel('Title', { exact: true }).fill('Two versions');
    await upload.getByRole('button', { name: 'Finish' }).click();
    await upload.waitFor({ state: 'detached' });
    await cell('Two versions').getByRole('button', { name: '2 versions' }).click();
    const history = dialog('Version history of Two versions');
    await history.getByText('Version 2 of 2').waitFor();
    await history.getByText('Retouched').waitFor();
    await history.getByRole('button', { name: 'Compare' }).click();
    const wipe = history.getByRole('slider', { name: 'Wipe' });
    await wipe.focus();
    await page.keyboard.press('ArrowRight');
    expect(await wipe.inputValue()).toBe('51');
    await history.getByRole('button', { name: 'Compare' }).click();
    await history.getByRole('button', { name: 'Prev' }).click();
    await history.getByText('Version 1 of 2').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      history.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(sha256(await download.path())).toBe(sha256(fixture('orientation-1.jpg')));
    await history.getByRole('checkbox', { name: 'Also take its metadata' }).check();
    await history.getByRole('button', { name: 'Make current' }).click();
    await dialog('Version history of orientation-1.jpg').waitFor();
    const renamed = dialog('Version history of orientation-1.jpg');
    await renamed.getByText('Current version').waitFor();
    await renamed.getByRole('button', { name: 'Next' }).click();
    await renamed.getByRole('button', { name: 'Delete version' }).click();
    await dialog('Delete version 2?').getByRole('button', { name: 'Ok' }).click();
    await renamed.getByText('Version 1 of 1').waitFor();
    expect(await renamed.getByRole('button', { name: 'Delete version' }).isDisabled()).toBe(true);
    await renamed.getByRole('button', { name: 'Done' }).click();
    expect(
      await cell('orientation-1.jpg')
        .getByRole('button', { name: /versions$/ })
        .count(),
    ).toBe(0);
  });

  test('Duplicate metadata: one file, and everything else from the asset', async () => {
    await choose('located.jpg', 'Duplicate metadata');
    const duplicate = dialog('Duplicate metadata of located.jpg');
    await duplicate.getByRole('region', { name: 'Drop a file here' }).evaluate((zone) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a'], 'a.txt'));
      transfer.items.add(new File(['b'], 'b.txt'));
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await duplicate.getByText('One file only').waitFor();
    await duplicate.getByLabel('Browse files').setInputFiles(fixture('vector.svg'));
    await duplicate.getByLabel('Title', { exact: true }).fill('Same words');
    await duplicate.getByRole('button', { name: 'Finish' }).click();
    await cell('Same words').waitFor();
    await choose('Same words', 'Delete');
    await dialog('Delete Same words?').getByRole('button', { name: 'Ok' }).click();
    await cell('Same words').waitFor({ state: 'detached' });
  });
});

describe('many assets', () => {
  test('bulk edit: mixed values, lists, a sentence, only what was touched, one undo', async () => {
    const { page } = app;
    await choose('photo.png', 'Edit');
    await dialog('Edit photo.png').getByLabel('Keywords', { exact: true }).fill('only here');
    await page.keyboard.press('Enter');
    await dialog('Edit photo.png').getByLabel('Headline', { exact: true }).fill('Mine');
    await dialog('Edit photo.png').getByRole('button', { name: 'Save' }).click();
    await dialog('Edit photo.png').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    const edit = dialog(`Edit ${FILES.length} assets`);
    await edit.getByText('Mixed values').first().waitFor();
    await edit.getByText(`1 of ${FILES.length}`).waitFor();
    await edit.getByLabel('Keywords', { exact: true }).fill('everywhere');
    await page.keyboard.press('Enter');
    await edit.getByText(`On all ${FILES.length} assets: “everywhere” added to Keywords.`).waitFor();
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await choose('photo.png', 'Edit');
    const one = dialog('Edit photo.png');
    await one.getByRole('button', { name: 'Remove only here' }).waitFor();
    await one.getByRole('button', { name: 'Remove everywhere' }).waitFor();
    expect(await one.getByLabel('Headline', { exact: true }).inputValue()).toBe('Mine');
    await one.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Control+z');
    await page.getByRole('searchbox').fill('everywhere');
    await page.getByText('Nothing found for “everywhere”').waitFor();
    await page.getByRole('searchbox').fill('');
  });

  test('delete, Deleted, restore', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.keyboard.press('Delete');
    await dialog(`Delete ${FILES.length} assets?`).getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Escape');
    await cell('note.txt').focus();
    await page.keyboard.press('Delete');
    const ask = dialog('Delete note.txt?');
    await ask.getByText('Deleted for 30 days').waitFor();
    await ask.getByRole('button', { name: 'Ok' }).click();
    await cell('note.txt').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Deleted' }).click();
    await cell('note.txt').getByText('30 days left').waitFor();
    await cell('note.txt').getByRole('button', { name: 'Restore' }).click();
    await cell('note.txt').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Empty deleted' }).click();
    await dialog('Empty deleted?').getByRole('button', { name: 'Ok' }).click();
    await page.getByText('Nothing is deleted.').waitFor();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await cell('note.txt').waitFor();
  });

  test('two tabs editing one field: the second is told, and loses nothing', async () => {
    const { page } = app;
    const other = await app.context.newPage();
    await other.goto(app.address);
    const open = async (tab: typeof page) => {
      await tab.bringToFront();
      await tab.getByRole('gridcell', { name: 'photo.webp' }).focus();
      await tab.keyboard.press('e');
      await tab.getByRole('dialog', { name: 'Edit photo.webp' }).waitFor();
    };
    await open(page);
    await open(other);
    const headline = (tab: typeof page) => tab.getByRole('dialog').getByLabel('Headline', { exact: true });
    await headline(other).fill('Theirs');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    await page.bringToFront();
    await headline(page).fill('Mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert', { name: 'Changed meanwhile' }).getByText('Theirs', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Use mine' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open(other);
    expect(await headline(other).inputValue()).toBe('Mine');
    await other.close();
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
