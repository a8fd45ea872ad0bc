import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
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

const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
const question = () => dialog('Discard what you typed?');
const cell = (title: string) => page.getByRole('gridcell', { name: title, exact: true });

async function choose(title: string, item: string): Promise<void> {
  await cell(title)
    .getByRole('button', { name: `More actions for ${title}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

interface Form {
  name: string;
  open: () => Promise<void>;
  /** The button that keeps what was typed. Sharing goes on as a job, and has a test of its own. */
  end?: string;
  /** Changes that each must be asked about by itself. */
  changes: Record<string, () => Promise<void>>;
}

const inDialog = (name: string, label: string) => dialog(name).getByLabel(label, { exact: true });
const settings = async (tab: string) => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: tab }).click();
};

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

/** From now on nothing can be written, as on a full disk. @returns a function that makes room */
async function fillDisk(): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { put, add } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put, add }) });
  });
  return () => page.evaluate(() => void Reflect.get(window, 'makeRoom')());
}

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
    const makeRoom = await fillDisk();
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

test('a share that did not go through is offered with its words, to be tried again or changed', async () => {
  await choose('photo.png', 'Share');
  await inDialog('Share', 'E-mail addresses').fill('Ana <ana@example.org>');
  await inDialog('Share', 'Comment').fill('For the report');
  const makeRoom = await fillDisk();
  await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
  const failed = page.getByRole('alert').filter({ hasText: 'did not succeed' });
  await failed.getByText('no room left').waitFor();
  await makeRoom();
  await failed.getByRole('button', { name: 'Change' }).click();
  expect(await inDialog('Share', 'E-mail addresses').inputValue()).toBe('Ana <ana@example.org>');
  expect(await inDialog('Share', 'Comment').inputValue()).toBe('For the report');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Discard' }).click();
  await dialog('Share').waitFor({ state: 'detached' });
});

test('typed and taken back is no change; what was discarded is gone', async () => {
  await choose('photo.png', 'Edit');
  const title = inDialog('Edit photo.png', 'Title');
  expect(await title.inputValue()).toBe('');
  await title.fill('x');
  await title.fill('');
  await page.keyboard.press('Escape');
  await dialog('Edit photo.png').waitFor({ state: 'detached' });
});

test.each([
  ['Edit photo.png', 'Headline', () => choose('photo.png', 'Edit')],
  [
    'New field',
    'Help text',
    () => settings('Fields').then(() => page.getByRole('button', { name: 'New field' }).click()),
  ],
] as const)('the browser’s Back asks as Esc does, and stays on the page: %s', async (name, field, open) => {
  await open();
  const address = page.url();
  await inDialog(name, field).fill('Harbour');
  await page.goBack();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await inDialog(name, field).inputValue()).toBe('Harbour');
  await page.goBack();
  await question().getByRole('button', { name: 'Discard' }).click();
  await dialog(name).waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
});

test('the settings of a storage: leaving the tab asks, saving settles it', async () => {
  await settings('Carriers');
  const form = page.getByRole('region', { name: 'Own storage (WebDAV)' });
  await form.getByLabel('Folder').fill('https://dav.example.org/shares');
  await page.getByRole('tab', { name: 'About' }).click();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await form.getByLabel('Folder').inputValue()).toBe('https://dav.example.org/shares');
  expect(page.url()).toMatch(/settings\/carriers$/);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByRole('tabpanel', { name: 'About' }).waitFor();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  await form.getByLabel('User').fill('me');
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await question().getByRole('button', { name: 'Discard' }).click();
  await cell('photo.png').waitFor();
});

test('a note that is changed in the large view', async () => {
  await choose('photo.png', 'Add note');
  await inDialog('Add note to photo.png', 'Note').fill('First words');
  await dialog('Add note to photo.png').getByRole('button', { name: 'Add', exact: true }).click();
  await dialog('Add note to photo.png').waitFor({ state: 'detached' });
  await cell('photo.png').press('Enter');
  const viewer = dialog('photo.png');
  await viewer.getByRole('button', { name: 'Details' }).click();
  await viewer.getByRole('button', { name: 'Edit note' }).click();
  await viewer.getByRole('textbox', { name: 'Note' }).fill('Other words');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  // What is written is no command of the large view; what is one asks first.
  await viewer.getByRole('textbox', { name: 'Note' }).pressSequentially(' 0+-if');
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words 0+-if');
  for (const hide of [
    () => viewer.getByRole('button', { name: 'Details' }).click(),
    () => viewer.getByRole('button', { name: 'Zoom in' }).press('i'),
  ]) {
    await hide();
    await question().getByRole('button', { name: 'Go on' }).click();
  }
  await viewer.getByRole('button', { name: 'Previous', exact: true }).press('Enter');
  await question().getByRole('button', { name: 'Go on' }).click();
  await page.goBack();
  await question().getByRole('button', { name: 'Go on' }).click();
  expect(await viewer.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words 0+-if');
  await page.keyboard.press('Escape');
  await question().getByRole('button', { name: 'Discard' }).click();
  await viewer.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Details' }).click();
});

test('a note that is changed beside the list stays in sight, and its own Cancel asks', async () => {
  await cell('photo.png').focus();
  await page.getByRole('button', { name: 'Details' }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('button', { name: 'Edit note' }).click();
  await panel.getByRole('textbox', { name: 'Note' }).fill('Other words');
  await cell('note.txt').click();
  expect(await panel.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  for (const hide of [
    () => panel.getByRole('button', { name: 'Hide panel' }).click(),
    () => page.getByRole('button', { name: 'Details' }).click(),
    () => cell('note.txt').press('i'),
    () => panel.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await hide();
    await question().getByRole('button', { name: 'Go on' }).click();
    expect(await panel.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Other words');
  }
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await question().getByRole('button', { name: 'Discard' }).click();
  await panel.getByRole('textbox', { name: 'Note' }).waitFor({ state: 'detached' });
  await cell('photo.webp').click();
  await panel.getByText('photo.webp').first().waitFor();
  await page.getByRole('button', { name: 'Details' }).click();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
