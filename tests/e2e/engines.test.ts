import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openApp } from '../support/app';
import { picture } from '../support/bag';
import { ENGINES, type OtherBrowser } from '../support/engines';
import { hashesIn, press, rowsIn, says } from '../support/in-page';
import { rowsOf } from '../support/rows';
import { fixture } from '../support/tools';

/** What is made in Chromium is the same elsewhere: a backup, restored in the other engines, file by file and row by row. */
const folder = mkdtempSync(join(tmpdir(), 'satchel-engines-'));
const TABLES = ['assets', 'versions', 'categories', 'collections', 'collectionItems', 'notes', 'embedded'];
let backup = '';
let wanted: Record<string, unknown[]> = {};
let hashes: string[] = [];

/** State and previews are made anew on the other side. */
const carried = (rows: Record<string, unknown[]>) => ({
  ...rows,
  assets: (rows.assets as Record<string, unknown>[]).map(({ state: _, failure: __, attempts: ___, ...asset }) => asset),
});

beforeAll(async () => {
  const app = await openApp();
  const { page } = app;
  await app.upload([picture('harbour.jpg', 1), picture('Zoë 港.jpg', 2)]);
  await app.upload([fixture('photo.png'), fixture('note.txt')]);
  await app.settled();
  await page.getByRole('gridcell', { name: 'harbour.jpg' }).focus();
  await page.keyboard.press('e');
  const edit = page.getByRole('dialog', { name: 'Edit harbour.jpg' });
  await edit.getByLabel('Title', { exact: true }).fill('Boats “at” the pier');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Backup' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Back up as zip files' }).click(),
  ]);
  backup = join(folder, download.suggestedFilename());
  await download.saveAs(backup);
  const rows = await rowsOf(page, [...TABLES, 'blobs']);
  hashes = rows.blobs?.map(({ hash }) => String(hash)).sort() ?? [];
  const { blobs: _, ...rest } = rows;
  wanted = carried(rest);
  await app.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(ENGINES)('$name', ({ missing, start }) => {
  test.skipIf(missing)('has a backup of Chromium’s as it was, and makes previews of its own', async () => {
    const browser: OtherBrowser = await start();
    try {
      await browser.open(inject('address'));
      await press(browser, 'Restore a backup');
      await browser.setFiles('dialog[open] input[type=file][aria-label="Choose files"]', [backup]);
      await says(browser, '4 in 4 versions');
      await press(browser, 'Restore');
      await says(browser, '4 assets were restored');
      await press(browser, 'Close');
      await says(browser, 'Boats “at” the pier');
      expect(carried(await rowsIn(browser, TABLES))).toEqual(wanted);
      expect(await hashesIn(browser)).toEqual(hashes);
      const looked = async () =>
        ((await rowsIn(browser, ['assets'])).assets as { state: string; failure: string | null }[]).map(
          ({ state, failure }) => failure ?? state,
        );
      const ready = () => expect.poll(looked, { timeout: 60_000 }).toEqual(['ready', 'ready', 'ready', 'ready']);
      // An engine that a busy machine did not start in time is started again with the page.
      await ready().catch(async () => {
        await browser.open(inject('address'));
        await ready();
      });
    } finally {
      await browser.close();
    }
  });
});
