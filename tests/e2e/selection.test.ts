import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** What somebody picked by hand stays picked, whatever is done at single assets meanwhile. */
let app: App;
const COUNT = 8;

beforeAll(async () => {
  app = await openApp();
  const png = readFileSync(fixture('photo.png'));
  await app.upload(
    Array.from({ length: COUNT }, (_, i) => ({
      name: `p${i}.png`,
      mimeType: 'image/png',
      buffer: Buffer.concat([png, Buffer.alloc(i + 1, i)]),
    })),
  );
  await app.settled();
  await app.page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Name' });
});
afterAll(() => app.close());

const asset = (title: string) =>
  app.page
    .getByRole('gridcell', { name: title, exact: true })
    .or(app.page.getByRole('row', { name: title, exact: true }))
    .first();
const dialog = (name: string) => app.page.getByRole('dialog', { name, exact: true });
const selected = () =>
  app.page
    .getByRole('checkbox', { name: /^Select p\d/ })
    .evaluateAll((all) =>
      all.flatMap((each) =>
        each instanceof HTMLInputElement && each.checked ? [each.ariaLabel?.replace('Select ', '')] : [],
      ),
    );
const PICKED = ['p0.png', 'p2.png', 'p3.png'];

async function pick(): Promise<void> {
  const { page } = app;
  const clear = page.getByRole('button', { name: 'Clear selection' });
  if (await clear.count()) await clear.click();
  for (const title of PICKED) await page.getByRole('checkbox', { name: `Select ${title}`, exact: true }).click();
  await expect.poll(selected).toEqual(PICKED);
}

async function menu(title: string, item: string): Promise<void> {
  await asset(title)
    .getByRole('button', { name: `More actions for ${title}`, exact: true })
    .click();
  await app.page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function leave(name: string): Promise<void> {
  await dialog(name).getByRole('button', { name: 'Cancel', exact: true }).click();
  await dialog(name).waitFor({ state: 'detached' });
}

/** Everything that one asset's own controls offer, without what takes it away. */
async function tryEverything(title: string): Promise<void> {
  const { page } = app;
  for (const [item, name] of [
    ['Edit', `Edit ${title}`],
    ['Upload new version', `Upload new version of ${title}`],
    ['Duplicate metadata', `Duplicate metadata of ${title}`],
    ['Add note', `Add note to ${title}`],
    ['Share', 'Share'],
    ['Delete', `Delete ${title}?`],
  ] as const) {
    await menu(title, item);
    await leave(name);
    expect([item, await selected()]).toEqual([item, PICKED]);
  }
  const type = asset(title).getByRole('combobox', { name: `Download type for ${title}` });
  await type.click();
  await page.keyboard.press('Escape');
  await type.selectOption({ label: 'Web 1600' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    asset(title)
      .getByRole('button', { name: `Download ${title}`, exact: true })
      .click(),
  ]);
  await download.path();
  await asset(title)
    .getByRole('button', { name: `Add ${title} to a collection` })
    .click();
  await leave('Add to collection');
  expect(await selected()).toEqual(PICKED);
}

describe.each(['Grid', 'List'])('%s', (view) => {
  test('one asset’s menu and controls, with the mouse', async () => {
    await app.page.getByRole('radio', { name: view, exact: true }).check({ force: true });
    await pick();
    await tryEverything('p1.png');
    await tryEverything('p2.png');
  });

  test('by keyboard: Enter and Space in the controls and in the menu', async () => {
    const { page } = app;
    const more = asset('p1.png').getByRole('button', { name: 'More actions for p1.png', exact: true });
    for (const key of ['Enter', 'Space']) {
      await more.focus();
      await page.keyboard.press(key);
      await page.getByRole('menu').waitFor();
      // No item begins with these: they are no commands for the page behind either.
      await page.keyboard.press('n');
      await page.keyboard.press('x');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Home');
      await page.keyboard.press(key);
      await leave('Edit p1.png');
      expect(await selected()).toEqual(PICKED);
      await more.focus();
      await page.keyboard.press(key);
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('Escape');
      expect(await selected()).toEqual(PICKED);
      const briefcase = asset('p1.png').getByRole('button', { name: 'Add p1.png to a collection' });
      await briefcase.focus();
      await page.keyboard.press(key);
      await leave('Add to collection');
      expect(await selected()).toEqual(PICKED);
    }
  });

  test('a press that only closes a menu chooses nothing; nor does the second of a double-click', async () => {
    const { page } = app;
    await asset('p1.png').getByRole('button', { name: 'More actions for p1.png', exact: true }).click();
    await page.getByRole('menu').waitFor();
    await asset('p5.png').click({ position: { x: 60, y: 20 } });
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await selected()).toEqual(PICKED);
    await asset('p1.png').getByRole('button', { name: 'More actions for p1.png', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Clone', exact: true }).dblclick();
    await page.getByText('The asset was cloned.').waitFor();
    expect(await selected()).toEqual(PICKED);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await asset('p1.png (copy)').waitFor({ state: 'detached' });
  });
});

test('the folded panel at small sizes', async () => {
  const { page } = app;
  await page.getByRole('radio', { name: 'Grid', exact: true }).check({ force: true });
  await page.getByRole('slider', { name: 'Preview size' }).fill('0');
  await pick();
  const fold = page.getByRole('button', { name: 'Actions for p1.png', exact: true });
  const panel = page.getByRole('group', { name: 'Actions for p1.png' });
  await fold.click();
  await panel.getByRole('combobox').selectOption({ label: 'Web 1600' });
  await panel.click({ position: { x: 2, y: 2 } });
  await panel.getByRole('button', { name: 'More actions for p1.png' }).click();
  await page.getByRole('menuitem', { name: 'Add note', exact: true }).click();
  await leave('Add note to p1.png');
  expect(await selected()).toEqual(PICKED);
  await fold.focus();
  await page.keyboard.press('Enter');
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Actions for p1.png');
  expect(await selected()).toEqual(PICKED);
  await page.getByRole('slider', { name: 'Preview size' }).fill('3');
});

test('what is done to one of them, or to another, takes none of the rest out', async () => {
  const { page } = app;
  await pick();
  await menu('p1.png', 'Delete');
  await dialog('Delete p1.png?').getByRole('button', { name: 'Ok' }).click();
  await asset('p1.png').waitFor({ state: 'detached' });
  expect(await selected()).toEqual(PICKED);
  await menu('p2.png', 'Delete');
  await dialog('Delete p2.png?').getByRole('button', { name: 'Ok' }).click();
  await asset('p2.png').waitFor({ state: 'detached' });
  expect(await selected()).toEqual(['p0.png', 'p3.png']);
  await page.getByText('2 selected').waitFor();
  await page.keyboard.press('Control+z');
  await asset('p2.png').waitFor();
  await page.keyboard.press('Control+z');
  await asset('p1.png').waitFor();
  await pick();
  await asset('p1.png').getByRole('button', { name: 'Add p1.png to a collection' }).click();
  await dialog('Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer');
  await dialog('Add to collection').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('1 asset in the new collection').waitFor();
  expect(await selected()).toEqual(PICKED);
});

test('on a collection’s page, in search results, and in Deleted', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Add to collection' }).click();
  await dialog('Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer');
  await dialog('Add to collection').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Summer' }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBe(COUNT);
  // The focus is still in the side bar.
  await page.keyboard.press('Control+a');
  await expect.poll(async () => (await selected()).length).toBe(COUNT);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await selected()).length).toBe(0);
  await pick().catch(() => {});
  const chosen = async () => (await selected()).sort();
  await expect.poll(chosen).toEqual(PICKED);
  await page.getByRole('button', { name: 'Move p5.png later', exact: true }).click();
  await page
    .getByRole('combobox', { name: 'Export profile for p5.png', exact: true })
    .selectOption({ label: 'Thumbnail 400' });
  await menu('p4.png', 'Use as cover');
  await page.getByText('The cover was changed.').waitFor();
  expect(await chosen()).toEqual(PICKED);
  await menu('p4.png', 'Remove from collection');
  await asset('p4.png').waitFor({ state: 'detached' });
  expect(await chosen()).toEqual(PICKED);

  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('png');
  await asset('p7.png').waitFor();
  await pick();
  await menu('p6.png', 'Add note');
  await leave('Add note to p6.png');
  expect(await chosen()).toEqual(PICKED);
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('');

  await page.getByRole('button', { name: 'Select all' }).click();
  await page.keyboard.press('Delete');
  await dialog(`Delete ${COUNT} assets?`).getByRole('button', { name: 'Ok' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Deleted' }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBe(COUNT);
  for (const title of PICKED) await page.getByRole('checkbox', { name: `Select ${title}`, exact: true }).click();
  await asset('p1.png').getByRole('button', { name: 'Delete permanently' }).click();
  await leave('Delete 1 asset permanently?');
  expect(await chosen()).toEqual(PICKED);
  await asset('p1.png').getByRole('button', { name: 'Restore' }).click();
  await asset('p1.png').waitFor({ state: 'detached' });
  expect(await chosen()).toEqual(PICKED);
  await asset('p2.png').getByRole('button', { name: 'Restore' }).click();
  await asset('p2.png').waitFor({ state: 'detached' });
  expect(await chosen()).toEqual(['p0.png', 'p3.png']);
});

test('no key is about assets that another page lists', async () => {
  const { page } = app;
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Select p1.png', exact: true }).click();
  for (const link of ['Settings', 'Collections']) {
    await main.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
    for (const key of ['Delete', 'e', 'n', 'c']) await page.keyboard.press(key);
    await page.waitForTimeout(200);
    expect(await page.getByRole('dialog').count()).toBe(0);
  }
  await main.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByText('1 selected').waitFor();
  await page.getByRole('button', { name: 'Clear selection' }).click();
});

test('by touch: a tap in the menu, and a finger that rests on a control', async () => {
  const phone = await openApp({
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  const { page } = phone;
  await page.getByRole('button', { name: 'Try with sample pictures' }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBe(6);
  await phone.settled();
  const devtools = await phone.context.newCDPSession(page);
  const rest = async (place: { x: number; y: number; width: number; height: number } | null) => {
    if (!place) throw new Error('nothing there');
    const point = { x: place.x + place.width / 2, y: place.y + Math.min(40, place.height / 2) };
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await page.waitForTimeout(700);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const cell = (title: string) => page.getByRole('gridcell', { name: title, exact: true });
  await rest(await cell('sunset.jpg').boundingBox());
  await page.getByText('1 selected').waitFor();
  const more = page.getByRole('button', { name: 'More actions for dandelions.jpg', exact: true });
  await more.tap();
  await page.getByRole('menuitem', { name: 'Add note', exact: true }).tap();
  const note = page.getByRole('dialog', { name: 'Add note to dandelions.jpg' });
  await note.getByRole('button', { name: 'Cancel' }).tap();
  await note.waitFor({ state: 'detached' });
  await page.getByText('1 selected').waitFor();
  await rest(await page.getByRole('button', { name: 'Download dandelions.jpg', exact: true }).boundingBox());
  await page.waitForTimeout(200);
  await page.getByText('1 selected').waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await phone.close();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
