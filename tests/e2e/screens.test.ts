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

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
