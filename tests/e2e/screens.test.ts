import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** What stands where on the screen, and what the keyboard and the browser's own buttons do there. */
let app: App;
let page: Page;
const FILES = ['photo.png', 'photo.webp', 'located.jpg', 'orientation-1.jpg', 'orientation-2.jpg', 'note.txt'];

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await app.upload(FILES.map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const active = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    return `${at?.getAttribute('role') ?? at?.tagName} ${at?.getAttribute('aria-label') ?? at?.textContent?.trim()}`;
  });

describe('the list view', () => {
  test('is a grid: rows named by their asset, every control in a cell, cells that say their value', async () => {
    await page.getByRole('radio', { name: 'List' }).check({ force: true });
    const grid = page.getByRole('grid', { name: 'Assets' });
    const row = grid.getByRole('row', { name: 'photo.png', exact: true });
    await row.waitFor();
    await row.getByRole('gridcell', { name: 'photo.png', exact: true }).waitFor();
    await row.getByRole('gridcell', { name: '240 × 135', exact: true }).waitFor();
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(FILES.length + 1));
    const columns = Number(await grid.getAttribute('aria-colcount'));
    expect(await grid.getByRole('columnheader').count()).toBe(columns);
    const shape = await row.evaluate((element) => ({
      children: Array.from(element.children, (each) => each.getAttribute('role')),
      places: Array.from(element.children, (each) => Number(each.getAttribute('aria-colindex'))),
      loose: Array.from(element.querySelectorAll('input, select, button')).filter(
        (each) => !each.closest('[role=gridcell]'),
      ).length,
    }));
    expect(new Set(shape.children)).toEqual(new Set(['gridcell']));
    expect(shape.places).toEqual(Array.from({ length: columns }, (_, i) => i + 1));
    expect(shape.loose).toBe(0);
    expect(await row.getAttribute('aria-rowindex')).toMatch(/^[2-7]$/);
  });

  test('is what Deleted has, too: how long each stays, and the way back', async () => {
    await page.getByRole('row', { name: 'note.txt', exact: true }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Ok' }).click();
    await page.getByRole('row', { name: 'note.txt', exact: true }).waitFor({ state: 'detached' });
    await page.evaluate(() => {
      location.hash = '#/deleted';
    });
    const row = page.getByRole('row', { name: 'note.txt', exact: true });
    await row.getByRole('gridcell', { name: /^\d+ days left$/ }).waitFor();
    await page.getByRole('columnheader', { name: 'Time left' }).waitFor();
    await row.getByRole('button', { name: 'Restore' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await page.getByRole('row', { name: 'note.txt', exact: true }).waitFor();
  });

  test('its head covers nothing of the first line, and of no line that the arrows reach', async () => {
    const lines = page.getByRole('grid', { name: 'Assets' }).locator('[data-asset]');
    await lines.first().waitFor();
    const gap = () =>
      page.evaluate(() => {
        const head = document.querySelector('.list-head')?.getBoundingClientRect().bottom ?? 0;
        return (document.querySelector('[data-asset]')?.getBoundingClientRect().top ?? 0) - head;
      });
    expect(await gap()).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 320 });
    await lines.first().focus();
    await page.keyboard.press('End');
    await expect.poll(active).toContain(await lines.last().getAttribute('aria-label'));
    await page.keyboard.press('Home');
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('arrows go between lines and into their cells, F2 and Enter into a control, Esc leaves', async () => {
    const first = page.locator('[data-asset]').first();
    const title = (await first.getAttribute('aria-label')) ?? '';
    await first.focus();
    expect(await active()).toBe(`row ${title}`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await active()).toBe(`gridcell ${title}`);
    await page.keyboard.press('ArrowDown');
    const below = (await page.locator('[aria-rowindex="3"]').getAttribute('aria-label')) ?? '';
    await expect.poll(active).toBe(`gridcell ${below}`);
    await page.keyboard.press('End');
    await page.keyboard.press('F2');
    expect(await active()).toBe(`SELECT Download type for ${below}`);
    await page.keyboard.press('Escape');
    expect(await active()).toMatch(/^gridcell /);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    expect(await active()).toBe(`INPUT Select ${below}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await active()).toBe(`row ${below}`);
    await page.keyboard.press('Tab');
    expect(await active()).toBe(`INPUT Select ${below}`);
    await page.keyboard.press('Escape');
    expect(await active()).toBe(`row ${below}`);
    await page.getByRole('radio', { name: 'Grid' }).check({ force: true });
  });
});

describe('the browser’s Back', () => {
  const viewer = (name: string) => page.getByRole('dialog', { name, exact: true });
  const hash = () => page.evaluate(() => location.hash);
  const openLarge = async (name: string) => {
    await page.getByRole('gridcell', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await viewer(name).waitFor();
  };

  test('closes the large view and leaves the page; Forward opens it again, a reload keeps it', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await openLarge('photo.png');
    expect(await hash()).toMatch(/^#\/assets\/[^/]+$/);
    await page.goBack();
    await viewer('photo.png').waitFor({ state: 'detached' });
    expect(await hash()).toBe('#/assets');
    await page.getByRole('gridcell', { name: 'photo.png', exact: true }).waitFor();
    await page.goForward();
    await viewer('photo.png').waitFor();
    await page.reload();
    await viewer('photo.png').waitFor();
    await page.keyboard.press('Escape');
    await viewer('photo.png').waitFor({ state: 'detached' });
    expect(await hash()).toBe('#/assets');
    // What was closed by Esc is no step of its own.
    await page.goBack();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
  });

  test('closes the dialog on top first, then what is under it', async () => {
    await page.getByRole('link', { name: 'Deleted' }).click();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await openLarge('located.jpg');
    await page.keyboard.press('ArrowRight');
    await viewer('located.jpg').waitFor({ state: 'detached' });
    const name = (await page.getByRole('dialog').getAttribute('aria-label')) ?? '';
    await viewer(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await page.getByRole('dialog', { name: `Edit ${name}` }).waitFor();
    await page.goBack();
    await page.getByRole('dialog', { name: `Edit ${name}` }).waitFor({ state: 'detached' });
    await viewer(name).waitFor();
    await page.goBack();
    await viewer(name).waitFor({ state: 'detached' });
    expect(await hash()).toBe('#/assets');
    await page.goBack();
    await page.getByRole('heading', { name: 'Deleted' }).waitFor();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
  });

  test('an address opens its asset over its page; an old one says so', async () => {
    await openLarge('photo.webp');
    const address = await page.evaluate(() => location.href);
    await page.keyboard.press('Escape');
    await page.goto('about:blank');
    await page.goto(address);
    await viewer('photo.webp').waitFor();
    await page.goBack();
    await viewer('photo.webp').waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: 'photo.webp', exact: true }).waitFor();
    await page.goto(address.replace(/[^/]+$/, 'nobody'));
    await page.getByText('This asset is not in the library any more.').waitFor();
    await expect.poll(hash).toBe('#/assets');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

test('v says why there is no history to browse', async () => {
  await page.getByRole('gridcell', { name: 'photo.png', exact: true }).focus();
  await page.keyboard.press('v');
  await page.getByRole('status').getByText('There is only one version so far.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

describe('long names', () => {
  test('twelve levels of categories still show their names, and counts stay in one piece', async () => {
    const make = async (name: string, under?: string) => {
      await page.getByRole('button', { name: under ? `New category under ${under}` : 'New category' }).click();
      const dialog = page.getByRole('dialog', { name: 'New category' });
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const names = Array.from({ length: 12 }, (_, i) => `Level ${i + 1} with a very long name of its own`);
    await make(names[0] ?? '');
    for (const [i, name] of names.entries()) {
      await page.getByRole('treeitem', { name, exact: true }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      const next = names[i + 1];
      if (next) await make(next, name);
    }
    const items = page.getByRole('tree', { name: 'Categories' }).getByRole('treeitem');
    expect(await items.count()).toBe(12);
    const widths = await items.evaluateAll((all) =>
      all.map((each) => each.querySelector('.nav-label')?.getBoundingClientRect().width ?? 0),
    );
    expect(Math.min(...widths)).toBeGreaterThan(56);
    const { scroll, client } = await page
      .getByRole('tree')
      .evaluate((tree) => ({ scroll: tree.scrollWidth, client: tree.clientWidth }));
    expect(scroll).toBeLessThanOrEqual(client);
    const heights = await page.locator('.nav-count').evaluateAll((all) => all.map((each) => each.clientHeight));
    expect(Math.max(...heights)).toBeLessThanOrEqual(18);
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
  });
});

describe('on a phone', () => {
  const box = async (on: Page, selector: string) => {
    const found = await on.locator(selector).first().boundingBox();
    if (!found) throw new Error(`nothing at ${selector}`);
    return { top: found.y, bottom: found.y + found.height, left: found.x, right: found.x + found.width };
  };

  test('jobs, messages, the selection’s bar and the bottom bar push and never cover; what is put away stays away', async () => {
    const phone = await openApp({
      context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' },
    });
    const on = phone.page;
    await phone.upload(FILES.slice(0, 4).map(fixture));
    await phone.settled();
    await on.getByRole('checkbox', { name: 'Select photo.png' }).check({ force: true });
    await on.getByRole('checkbox', { name: 'Select photo.webp' }).check({ force: true });
    await on.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Download', exact: true }).click();
    const dialog = on.getByRole('dialog', { name: 'Download' });
    await dialog.getByText('2 files in the zip').waitFor();
    const sheet = await box(on, 'dialog[open]');
    expect([sheet.left, sheet.right, Math.round(sheet.bottom)]).toEqual([0, 390, 844]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    const jobs = on.getByRole('region', { name: 'Jobs' });
    await jobs.getByText(/done/).waitFor();
    // Whatever is there stands one below the other.
    const edges = await Promise.all(
      ['.title-row', '.list-scroller', '.selection-bar', '.corner', '.phone-bar'].map((each) => box(on, each)),
    );
    for (const [i, edge] of edges.entries()) {
      const next = edges[i + 1];
      if (next) expect(Math.round(edge.bottom)).toBeLessThanOrEqual(Math.round(next.top));
    }
    // A job that is done is one line, also after a reload; unfolded, it can be saved again.
    const lines = await box(on, '.jobs');
    expect(lines.bottom - lines.top).toBeLessThanOrEqual(52);
    await on.reload();
    await jobs.getByText('Download of 2 assets: done').waitFor();
    await jobs.getByRole('button', { name: /^Jobs/ }).click();
    await jobs.getByText('Ready to save').waitFor();
    for (const each of await jobs.getByRole('button', { name: /^Dismiss Download/ }).all()) await each.click();
    await jobs.waitFor({ state: 'detached' });
    await on.reload();
    await on.getByRole('gridcell').first().waitFor();
    await on.waitForTimeout(1500);
    expect(await jobs.count()).toBe(0);

    await on.getByRole('button', { name: 'Details' }).click();
    const details = await box(on, '.details');
    expect(Math.round(details.bottom)).toBeLessThanOrEqual(Math.round((await box(on, '.phone-bar')).top));
    expect(Math.round(details.top)).toBeGreaterThanOrEqual(Math.round((await box(on, '.list-scroller')).bottom));
    await on.getByRole('button', { name: 'Details' }).click();

    // Every sheet is as wide as the screen, "Edit" and the history too.
    await on.getByRole('button', { name: 'More actions for photo.png' }).click();
    await on.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await on.getByRole('dialog', { name: 'Edit photo.png' }).waitFor();
    const edit = await box(on, 'dialog[open]');
    expect([edit.left, edit.right]).toEqual([0, 390]);
    await on.goBack();
    await on.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await on.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(phone.errors).toEqual([]);
    await phone.close();
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
