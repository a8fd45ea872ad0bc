import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { handsOn } from '../support/hands';
import { fillDisk } from '../support/no-room';
import { fixture } from '../support/tools';

/** What somebody typed is never thrown away without being asked; what nobody typed asks nobody. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await app.upload(['photo.png', 'photo.webp', 'note.txt'].map(fixture));
  await app.settled();
  await page.getByRole('button', { name: 'New category' }).click();
  await dialog('New category').getByLabel('Name').fill('People');
  await dialog('New category').getByRole('button', { name: 'Add', exact: true }).click();
});
afterAll(() => app.close());

const { dialog, cell, choose, settings } = handsOn(() => page);
const question = () => dialog('Discard what you typed?');
const inDialog = (name: string, label: string) => dialog(name).getByLabel(label, { exact: true });

interface Form {
  name: string;
  open: () => Promise<void>;
  /** The button that keeps what was typed. Sharing goes on as a job, and has a test of its own. */
  end?: string;
  /** Changes that each must be asked about by itself. */
  changes: Record<string, () => Promise<void>>;
}

const FORMS: Form[] = [
  {
    name: 'Edit photo.png',
    end: 'Save',
    open: () => choose('photo.png', 'Edit'),
    changes: {
      'a title': () => inDialog('Edit photo.png', 'Title').fill('Harbour'),
      'half a keyword': () => inDialog('Edit photo.png', 'Keywords').pressSequentially('sea'),
      'what is no date': () => inDialog('Edit photo.png', 'Date created').fill('31 February'),
      'a category': () => dialog('Edit photo.png').getByRole('checkbox', { name: 'People' }).check(),
    },
  },
  {
    name: 'Edit 3 assets',
    end: 'Save',
    open: async () => {
      await page.getByRole('button', { name: 'Select all' }).click();
      await page.getByRole('button', { name: 'More actions', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    },
    changes: {
      'a headline': () => inDialog('Edit 3 assets', 'Headline').fill('All of them'),
      'half a keyword': () => inDialog('Edit 3 assets', 'Keywords').pressSequentially('sea'),
      'a category': () => dialog('Edit 3 assets').getByRole('checkbox', { name: 'People' }).check(),
    },
  },
  {
    name: 'Upload new version of photo.png',
    end: 'Finish',
    open: () => choose('photo.png', 'Upload new version'),
    changes: {
      'a file': () =>
        dialog('Upload new version of photo.png').getByLabel('Browse files').setInputFiles(fixture('photo.avif')),
      'a comment': () => inDialog('Upload new version of photo.png', 'Comment').fill('Retouched'),
      'a field': () => inDialog('Upload new version of photo.png', 'Headline').fill('Harbour'),
    },
  },
  {
    name: 'Duplicate metadata of photo.png',
    end: 'Finish',
    open: () => choose('photo.png', 'Duplicate metadata'),
    changes: {
      'a file': () =>
        dialog('Duplicate metadata of photo.png').getByLabel('Browse files').setInputFiles(fixture('photo.avif')),
      'a field': () => inDialog('Duplicate metadata of photo.png', 'Headline').fill('Harbour'),
    },
  },
  {
    name: 'Add note to photo.png',
    end: 'Add',
    open: () => choose('photo.png', 'Add note'),
    changes: { 'a note': () => inDialog('Add note to photo.png', 'Note').fill('Ask first') },
  },
  {
    name: 'Share',
    open: () => choose('photo.png', 'Share'),
    changes: {
      addresses: () => inDialog('Share', 'E-mail addresses').fill('ana@example.org'),
      'a comment': () => inDialog('Share', 'Comment').fill('For the report'),
      'a way of sending': () => dialog('Share').getByRole('radio', { name: 'Attachments' }).check(),
    },
  },
  {
    name: 'Add to collection',
    end: 'Add',
    open: () => cell('photo.png').getByRole('button', { name: 'Add photo.png to a collection' }).click(),
    changes: {
      'a name': async () => {
        await inDialog('Add to collection', 'Collection').fill('Summer');
        // The list of the field closes first.
        await page.keyboard.press('Escape');
      },
    },
  },
  {
    name: 'New category',
    end: 'Add',
    open: () => page.getByRole('button', { name: 'New category' }).click(),
    changes: { 'a name': () => inDialog('New category', 'Name').fill('Events') },
  },
  {
    name: 'New collection',
    end: 'Add',
    open: async () => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Collections' }).click();
      await page.getByRole('button', { name: 'New collection' }).click();
    },
    changes: {
      'a name': () => inDialog('New collection', 'Name').fill('Summer'),
      'a profile': async () =>
        void (await inDialog('New collection', 'Export profile').selectOption({ label: 'Thumbnail 400' })),
    },
  },
  {
    name: 'New field',
    end: 'Save',
    open: async () => {
      await settings('Fields');
      await page.getByRole('button', { name: 'New field' }).click();
    },
    changes: {
      'a name': () => inDialog('New field', 'Name').fill('Season'),
      properties: () => inDialog('New field', 'Properties of files').fill('dc:type'),
    },
  },
];

describe.each(FORMS)('$name', ({ name, open, end, changes }) => {
  test('unchanged it closes at once: Esc, and Cancel', async () => {
    for (const way of ['Esc', 'Cancel']) {
      await open();
      await dialog(name).waitFor();
      if (way === 'Esc') await page.keyboard.press('Escape');
      else await dialog(name).getByRole('button', { name: 'Cancel', exact: true }).click();
      await dialog(name).waitFor({ state: 'detached' });
      expect(await question().count()).toBe(0);
    }
  });

  test('changed it asks: what is typed stays with "Go on", Esc is "Go on", "Discard" closes', async () => {
    for (const [what, change] of Object.entries(changes)) {
      await open();
      await dialog(name).waitFor();
      await change();
      await page.keyboard.press('Escape');
      await question().waitFor();
      expect([what, await page.evaluate(() => document.activeElement?.textContent)]).toEqual([what, 'Go on']);
      // Pressed twice as people do: the second answers the question, and closes nothing.
      await page.keyboard.press('Escape');
      await question().waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await question().getByRole('button', { name: 'Go on' }).click();
      await question().waitFor({ state: 'detached' });
      expect(await dialog(name).isVisible()).toBe(true);
      expect(await page.evaluate(() => document.querySelector('dialog:modal')?.contains(document.activeElement))).toBe(
        true,
      );
      await dialog(name).getByRole('button', { name: 'Cancel', exact: true }).click();
      await question().getByRole('button', { name: 'Discard' }).click();
      await dialog(name).waitFor({ state: 'detached' });
      expect(await question().count()).toBe(0);
    }
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await cell('photo.png').waitFor();
    await page.keyboard.press('Escape');
  });

  test.runIf(end)('what could not be kept stays in it, and the reason is told there', async () => {
    await open();
    await dialog(name).waitFor();
    await Object.values(changes)[0]?.();
    const makeRoom = await fillDisk(page);
    await dialog(name)
      .getByRole('button', { name: end ?? '', exact: true })
      .click();
    await dialog(name).getByRole('alert').getByText('no room left').waitFor();
    await makeRoom();
    await dialog(name).getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    await dialog(name).getByRole('button', { name: 'Cancel', exact: true }).click();
    await question().getByRole('button', { name: 'Discard' }).click();
    await dialog(name).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await cell('photo.png').waitFor();
    await page.keyboard.press('Escape');
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
